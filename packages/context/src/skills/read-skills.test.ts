import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { parseSkill } from './parse-skill.ts'
import { readSkills } from './read-skills.ts'

const skill = (name: string, description = 'd') =>
  `---\nname: ${name}\ndescription: ${description}\n---\nBody.\n`

/** The skills of one folder with these files; its path is left out. */
async function read(files: Record<string, string | Uint8Array>) {
  const shop = workshop()
  for (const [name, text] of Object.entries(files)) shop.write(name, text)
  const { skills, faults } = await readSkills([{ path: shop.folder, source: 'project' }])
  const messages = faults.map(({ level, message }) =>
    `${level} ${message}`.replaceAll(`${shop.folder}/`, ''),
  )
  return { skills, messages, shop, names: skills.map(({ name }) => name) }
}

test('a skill is a folder with a SKILL.md, alone or in a category', async () => {
  const { skills, messages, shop, names } = await read({
    'pdf/SKILL.md': `\uFEFF---\r\nname: pdf\r\ndescription: >-\r\n  Reads\r\n  PDF 🎉\r\nlicense: MIT\r\nallowed-tools: [Read, Bash]\r\nhooks: {}\r\n---\r\nBody.\r\n`,
    'pdf/inner/SKILL.md': skill('part-of-pdf'),
    'office/word/skill.md': skill('word'),
    'office/deep/deeper/SKILL.md': skill('too-deep'),
    '.hidden/SKILL.md': skill('hidden'),
    'node_modules/x/SKILL.md': skill('x'),
    'SKILL.md': skill('no-folder'),
  })
  expect(messages).toEqual([])
  expect(names).toEqual(['word', 'pdf'])
  expect(skills[1]).toEqual({
    name: 'pdf',
    description: 'Reads PDF 🎉',
    path: join(shop.folder, 'pdf/SKILL.md'),
    folder: join(shop.folder, 'pdf'),
    source: 'project',
    within: shop.folder,
    license: 'MIT',
    allowedTools: 'Read Bash',
  })
})

test('what the format says against a skill is a warning; what nobody could use is left out', async () => {
  const { names, messages } = await read({
    'a-none/SKILL.md': '# Text',
    'b-empty/SKILL.md': skill('b-empty', '" "'),
    'c-yaml/SKILL.md': '---\nname: x\ndescription: [\n---\n',
    'd-open/SKILL.md': '---\nname: x\ndescription: d\n',
    'e-list/SKILL.md': '---\ndescription: {a: b}\n---\n',
    'f-nothing/SKILL.md': '',
    'g-colon/SKILL.md': skill('g-colon', 'Use it: when needed'),
    'h-other/SKILL.md': skill('Other_Name\u0007'),
    'i-long/SKILL.md': skill('i-long', 'x'.repeat(1025)),
    'j-nameless/SKILL.md': '---\ndescription: 7\n---\n',
    'k-large/SKILL.md': skill('k') + 'x'.repeat(256 * 1024),
    'l-bytes/SKILL.md': Buffer.from([0xff]),
  })
  expect(names).toEqual(['g-colon', 'Other_Name\uFFFD', 'i-long', 'j-nameless'])
  const missing = 'description: It is missing. Write what the skill does and when to use it.'
  expect(messages).toEqual([
    `error a-none/SKILL.md:1: ${missing}`,
    `error b-empty/SKILL.md:3: ${missing}`,
    expect.stringMatching(/^error c-yaml\/SKILL\.md:\d: This is not YAML: /),
    'error d-open/SKILL.md:1: The front matter has no end. Close it with a line ---.',
    `error e-list/SKILL.md:2: ${missing}`,
    `error f-nothing/SKILL.md:1: ${missing}`,
    "warning h-other/SKILL.md: Skill name 'Other_Name\uFFFD' must be lowercase",
    expect.stringMatching(/^warning h-other\/SKILL\.md: .* contains invalid characters/),
    expect.stringMatching(/^warning h-other\/SKILL\.md: Directory name 'h-other' must match/),
    'warning i-long/SKILL.md: Description exceeds 1024 character limit (1025 chars)',
    'warning j-nameless/SKILL.md: It has no name.',
    'error k-large/SKILL.md is over 256 KiB; make it shorter.',
    'error l-bytes/SKILL.md is not UTF-8; save it as UTF-8.',
  ])
})

test('of two skills of one name the first stands; a folder that is not there has none', async () => {
  const shop = workshop()
  shop.write('project/a/SKILL.md', skill('a', 'of the project'))
  shop.write('user/a/SKILL.md', skill('a', 'of the user'))
  const folders = ['none', 'project', 'user', 'project'].map((source) => ({
    path: join(shop.folder, source),
    source,
  }))
  const { skills, faults } = await readSkills(folders)
  expect(skills.map(({ description }) => description)).toEqual(['of the project'])
  expect(faults).toMatchObject([{ level: 'warning', file: join(shop.folder, 'user/a/SKILL.md') }])
})

test('links stay in the folder, or in what the caller says', async () => {
  const shop = workshop()
  shop.write('shared/a/SKILL.md', skill('a', 'secret'))
  shop.write('skills/b/SKILL.md', skill('b'))
  const path = join(shop.folder, 'skills')
  symlinkSync('../shared/a', join(path, 'a'))
  symlinkSync('b', join(path, 'again'))
  symlinkSync('..', join(path, 'up'))
  symlinkSync('nowhere', join(path, 'broken'))
  mkdirSync(join(path, 'c'))
  symlinkSync('../../shared/a/SKILL.md', join(path, 'c/SKILL.md'))
  mkdirSync(join(path, 'd'))
  execFileSync('mkfifo', [join(path, 'd/SKILL.md')])
  const strict = await readSkills([{ path, source: 'project' }])
  expect(strict.skills.map(({ name }) => name)).toEqual(['b'])
  expect(JSON.stringify(strict)).not.toContain('secret')
  expect(strict.faults.map(({ file }) => file.slice(path.length))).toEqual([
    '/a',
    '/up',
    '/c/SKILL.md',
    '/d/SKILL.md',
  ])
  const wide = await readSkills([{ path, source: 'project', within: shop.folder }])
  expect(wide.skills.map(({ folder }) => folder)).toEqual([
    join(shop.folder, 'shared/a'),
    join(path, 'b'),
  ])
})

test('a thousand skills are read as far as the bound, and the rest is told', async () => {
  const files = Array.from({ length: 1000 }, (_, at) => `s${String(at).padStart(4, '0')}`)
  const { names, messages } = await read(
    Object.fromEntries(files.map((name) => [`${name}/SKILL.md`, skill(name)])),
  )
  expect(names).toEqual(files.slice(0, 200))
  expect(messages).toEqual([expect.stringMatching(/ has 1000 skills; the first 200 are read/)])
})

test('whatever a file holds, a skill has a name and a description of one line, or none is read', () => {
  const place = { path: '/a/SKILL.md', folder: '/a', source: 'project', within: '/a' }
  const line = fc.oneof(
    fc.constantFrom('---', 'name: a', 'description: b: c', 'name:', '  - x', 'k: &a [*a]'),
    fc.string({ unit: 'binary' }).map((text) => `description: ${text}`),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { skill: parsed, faults } = parseSkill(['---', ...lines, '---'].join('\n'), place)
      const shown = parsed ? [parsed.name, parsed.description] : []
      for (const text of [...shown, ...faults.map(({ message }) => message)]) {
        expect(text).toMatch(/^\P{Cc}+$/u)
      }
      expect(parsed !== undefined || faults.some(({ level }) => level === 'error')).toBe(true)
    }),
    { numRuns: 500 },
  )
})
