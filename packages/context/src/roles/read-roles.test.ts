import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { readRoles } from './read-roles.ts'

/** The roles of one folder with these files; faults without the path of the folder. */
async function read(files: Record<string, string | Uint8Array>) {
  const shop = workshop()
  for (const [name, text] of Object.entries(files)) shop.write(name, text)
  const { roles, faults } = await readRoles([{ path: shop.folder, source: 'project' }])
  const messages = faults.map(({ level, message }) =>
    `${level} ${message}`.replaceAll(`${shop.folder}/`, ''),
  )
  return { roles, messages, faults }
}

const minimal = '---\ndescription: d\n---\n'

test('a role is a file: front matter and instructions', async () => {
  const { roles, messages } = await read({
    'reviewer.md': `---
name: careful-reviewer
description: "Reviews: changes"
tools: [read_file, git_*]
model: deepseek/deepseek-chat
max_turns: 12
---

Look for mistakes.

---

Say where.
`,
    'plain.md': '---\ndescription: Does things.\ntools: read_file, search ,\nmaxTurns: 3\n---\n',
    'notes.txt': 'not a role',
    'below/deep.md': minimal,
  })
  expect(messages).toEqual([])
  expect(roles).toEqual([
    {
      name: 'plain',
      description: 'Does things.',
      prompt: '',
      tools: ['read_file', 'search'],
      maxTurns: 3,
      source: 'project',
    },
    {
      name: 'careful-reviewer',
      description: 'Reviews: changes',
      prompt: 'Look for mistakes.\n\n---\n\nSay where.',
      tools: ['read_file', 'git_*'],
      model: 'deepseek/deepseek-chat',
      maxTurns: 12,
      source: 'project',
    },
  ])
})

test('a byte order mark and the line ends of Windows change nothing', async () => {
  const { roles } = await read({ 'a.md': '\uFEFF---\r\ndescription: d\r\n---\r\nOne.\r\nTwo.\r\n' })
  expect(roles).toEqual([{ name: 'a', description: 'd', prompt: 'One.\nTwo.', source: 'project' }])
})

test('what is wrong is told with file, line and key, and the other files are read', async () => {
  const { roles, messages, faults } = await read({
    'a-open.md': '---\ndescription: d\n',
    'b-none.md': 'Just text.\n---\n',
    'c-yaml.md': '---\nname: x\ndescription: [\n---\n',
    'd-list.md': '---\n- one\n---\n',
    'e-values.md': '---\nname: a b\ndescription: 7\ntools: {a: 1}\nmax_turns: 0\n---\n',
    'f-twice.md': '---\ndescription: a\ndescription: b\n---\n',
    'g-alias.md': '---\ndescription: &a d\nmodel: *a\n---\n',
    'h-deep.md': `---\ndescription: ${'['.repeat(20_000)}\n---\n`,
    'y-large.md': `${minimal}${'x'.repeat(256 * 1024)}`,
    'z-good.md': minimal,
  })
  expect(roles.map(({ name }) => name)).toEqual(['z-good'])
  expect(messages[0]).toBe(
    'error a-open.md:1: The front matter has no end. Close it with a line ---.',
  )
  expect(messages[1]).toBe(
    'error b-none.md:1: description: It is missing. Write a text that says when to use it.',
  )
  expect(messages[2]).toMatch(/^error c-yaml\.md:\d: This is not YAML: /)
  expect(messages[3]).toBe('error d-list.md:2: The front matter has no keys. Write key: value.')
  expect(messages.slice(4, 8)).toEqual([
    'error e-values.md:2: name: It must be letters, digits, - and _, at most 64.',
    'error e-values.md:3: description: It must be a text that says when to use it.',
    'error e-values.md:4: tools: It must be a list of names, or names with commas between them.',
    'error e-values.md:5: max_turns: It must be a whole number from 1 to 1000.',
  ])
  expect(messages[8]).toMatch(/^error f-twice\.md:3: This is not YAML: /)
  expect(messages[9]).toMatch(/^error g-alias\.md:/)
  expect(messages[10]).toMatch(/^error h-deep\.md:/)
  expect(messages[11]).toBe('error y-large.md is over 256 KiB; make it shorter.')
  expect(messages).toHaveLength(12)
  expect(faults[5]).toMatchObject({ level: 'error', line: 3, key: 'description' })
})

test('a key that is not known is left out, with the one it may mean', async () => {
  const { roles, messages } = await read({
    'a.md': '---\ndescription: d\nmodle: x\ncolour: blue\n__proto__: {model: y}\n---\n',
  })
  expect(roles).toEqual([{ name: 'a', description: 'd', prompt: '', source: 'project' }])
  expect(messages).toEqual([
    'warning a.md:3: modle: There is no such key; left out. Did you mean model?',
    expect.stringMatching(/^warning a\.md:4: colour: There is no such key; left out\./),
    expect.stringMatching(/^warning a\.md:5: __proto__: There is no such key; left out\./),
  ])
})

test('of two roles of one name the first stands; a folder that is not there has none', async () => {
  const shop = workshop()
  shop.write('user/a.md', minimal)
  shop.write('project/a.md', '---\ndescription: other\n---\n')
  const folders = ['none', 'project', 'user'].map((source) => ({
    path: join(shop.folder, source),
    source,
  }))
  const { roles, faults } = await readRoles(folders)
  expect(roles).toMatchObject([{ name: 'a', description: 'other', source: 'project' }])
  expect(faults).toMatchObject([{ level: 'warning', file: join(shop.folder, 'user/a.md') }])
})

test('a link is followed inside its folder only', async () => {
  const shop = workshop()
  shop.write('roles/a.md', minimal)
  const secret = shop.write('secret.md', '---\ndescription: secret\n---\nsecret')
  const folder = join(shop.folder, 'roles')
  symlinkSync('a.md', join(folder, 'b.md'))
  symlinkSync(secret, join(folder, 'c.md'))
  symlinkSync('nowhere', join(folder, 'd.md'))
  mkdirSync(join(folder, 'e.md'))
  const { roles, faults } = await readRoles([{ path: folder, source: 'project' }])
  expect(roles.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(faults.map(({ file }) => file)).toEqual(
    ['c.md', 'd.md', 'e.md'].map((name) => join(folder, name)),
  )
  expect(JSON.stringify({ roles, faults })).not.toContain('description: secret')
})
