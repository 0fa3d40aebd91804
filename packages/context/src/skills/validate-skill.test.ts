import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { validateSkillFolder } from './validate-skill-folder.ts'
import { validateSkill } from './validate-skill.ts'

const validate = (yaml: string, folderName = 'a') =>
  validateSkill({ text: `---\n${yaml}\n---\n`, folderName })

test('a skill that keeps to the format has no errors', async () => {
  const full = `name: a
description: "Does: things"
license: MIT
compatibility: needs git
allowed-tools: Bash(git:*) Read
metadata:
  version: 1.0`
  for (const yaml of [full, full.replaceAll('\n', '\r\n'), 'name: a\ndescription: null']) {
    expect(await validate(yaml)).toEqual([])
  }
  expect(await validate('name: größe-7\ndescription: ü', 'gro\u0308ße-7')).toEqual([])
  expect(await validate('name: 007\ndescription: d', '007')).toEqual([])
  expect(await validate('name: ａ\ndescription: full width', 'a')).toEqual([])
})

test('a name is lower case letters, digits and single hyphens, and the name of its folder', async () => {
  const errorsOf = (name: string) => validate(`name: ${name}\ndescription: d`, name)
  expect(await errorsOf('-a--B_c-')).toEqual([
    "Skill name '-a--B_c-' must be lowercase",
    'Skill name cannot start or end with a hyphen',
    'Skill name cannot contain consecutive hyphens',
    "Skill name '-a--B_c-' contains invalid characters. Only letters, digits, and hyphens are allowed.",
  ])
  const long = 'ö'.repeat(65)
  expect(await errorsOf('ö'.repeat(64))).toEqual([])
  expect(await errorsOf(long)).toEqual([
    `Skill name '${long}' exceeds 64 character limit (65 chars)`,
  ])
  expect(await validate('name: b\ndescription: d')).toEqual([
    "Directory name 'a' must match skill name 'b'",
  ])
})

test('fields are there, of the right kind and length, and no others', async () => {
  expect(await validate('license: MIT')).toEqual([
    'Missing required field in frontmatter: name',
    'Missing required field in frontmatter: description',
  ])
  expect(await validate('name:\ndescription:\n  - d\ncompatibility:\n  a: b')).toEqual([
    "Field 'name' must be a non-empty string",
    "Field 'description' must be a non-empty string",
    "Field 'compatibility' must be a string",
  ])
  const emoji = '🎉'
  expect(await validate(`name: a\ndescription: ${emoji.repeat(1024)}`)).toEqual([])
  expect(
    await validate(
      `name: a\ndescription: ${emoji.repeat(1025)}\ncompatibility: ${emoji.repeat(501)}`,
    ),
  ).toEqual([
    'Description exceeds 1024 character limit (1025 chars)',
    'Compatibility exceeds 500 character limit (501 chars)',
  ])
  const known = "['allowed-tools', 'compatibility', 'description', 'license', 'metadata', 'name']"
  expect(await validate('z: 1\nname: a\nb: 1\ndescription: d\n__proto__: x')).toEqual([
    `Unexpected fields in frontmatter: __proto__, b, z. Only ${known} are allowed.`,
  ])
  expect(await validate('name: a\ndescription: d\nallowed-tools:\n  - Read')).toEqual([])
  expect(await validate('name: a\ndescription: d\nallowed-tools:\n  - a: b')).toHaveLength(1)
  expect(await validate('name: a\ndescription: d\nallowed-tools:\n  a: b')).toHaveLength(1)
})

test('front matter is YAML of the plain kind', async () => {
  const textOf = (text: string) => validateSkill({ text, folderName: 'a' })
  expect(await textOf('# No front matter')).toEqual([
    'SKILL.md must start with YAML frontmatter (---)',
  ])
  expect(await textOf('\uFEFF---\nname: a\n---')).toEqual([
    'SKILL.md must start with YAML frontmatter (---)',
  ])
  expect(await textOf('---\nname: a\n')).toEqual([
    'SKILL.md frontmatter not properly closed with ---',
  ])
  for (const yaml of ['', 'text', '- a']) {
    expect(await validate(yaml)).toEqual(['SKILL.md frontmatter must be a YAML mapping'])
  }
  const broken = ['[a]', '{a: b}', '&x b', '!!str b', 'b: c', '['.repeat(20_000), '*x']
  for (const value of [...broken, 'x\nname: y']) {
    const errors = await validate(`name: a\ndescription: ${value}`)
    expect(errors).toEqual([expect.stringMatching(/^Invalid YAML in frontmatter: ./)])
  }
})

test('no text makes it reject', async () => {
  const line = fc.oneof(fc.constantFrom('---', 'name: a', '? [b]: c', 'k: &a [*a]'), fc.string())
  await fc.assert(
    fc.asyncProperty(fc.array(line), async (lines) => {
      expect(Array.isArray(await validate(lines.join('\n')))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a folder is checked, or the SKILL.md in it', async () => {
  const shop = workshop()
  const file = shop.write('a/SKILL.md', '---\nname: a\ndescription: d\n---\n')
  shop.write('b/skill.md', '---\nname: a\ndescription: d\n---\n')
  const other = shop.write('c/README.md', '')
  shop.write('d/SKILL.md', 'x'.repeat(300_000))
  shop.write('f/SKILL.md', Buffer.from([0xff]))
  const errorsOf = async (path: string) =>
    (await validateSkillFolder(path)).map((error) => error.replaceAll(shop.folder, ''))
  const at = (name: string) => join(shop.folder, name)
  expect(await errorsOf(at('a'))).toEqual([])
  expect(await errorsOf(`${at('a')}/`)).toEqual([])
  expect(await errorsOf(file)).toEqual([])
  expect(await errorsOf(at('b'))).toEqual(["Directory name 'b' must match skill name 'a'"])
  expect(await errorsOf(at('c'))).toEqual(['Missing required file: SKILL.md'])
  expect(await errorsOf(other)).toEqual(['Not a directory: /c/README.md'])
  expect(await errorsOf(at('none'))).toEqual(['Path does not exist: /none'])
  expect(await errorsOf(at('d'))).toEqual(['/d: SKILL.md is over 256 KiB; make it shorter.'])
  expect(await errorsOf(at('f'))).toEqual(['/f: SKILL.md is not UTF-8; save it as UTF-8.'])
  execFileSync('mkdir', [at('e')])
  execFileSync('mkfifo', [at('e/SKILL.md')])
  expect(await errorsOf(at('e'))).toEqual(['/e: SKILL.md is no file; not read.'])
})
