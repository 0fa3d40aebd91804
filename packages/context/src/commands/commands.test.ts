import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { expandCommand } from './expand-command.ts'
import { readCommands } from './read-commands.ts'
import { splitArguments } from './split-arguments.ts'

/** The commands of one folder with these files; its path is left out of faults. */
async function read(files: Record<string, string | Uint8Array>) {
  const shop = workshop()
  for (const [name, text] of Object.entries(files)) shop.write(name, text)
  const { commands, faults } = await readCommands([{ path: shop.folder, source: 'project' }])
  const messages = faults.map(({ level, message }) =>
    `${level} ${message}`.replaceAll(`${shop.folder}/`, ''),
  )
  return { commands, messages, shop }
}

test('a command is a file, named by its place', async () => {
  const { commands, messages, shop } = await read({
    'review.md': `\uFEFF---\r\ndescription: Review: carefully 🎉\r\nargument-hint: [file] [focus]\r\nmodel: deepseek/deepseek-chat\r\n---\r\nReview $1.\r\nFocus: $2\r\n`,
    'git/commit.md': 'Commit.',
    'git/deep/er/x.md': 'x',
    'a/b/c/d/too-deep.md': '',
    'one.md': '---\nargument-hint: [message]\n---\nOne.\u001B[2J',
    'notes.txt': '',
  })
  expect(messages).toEqual([])
  expect(commands.map(({ name, prompt }) => [name, prompt])).toEqual([
    ['git:commit', 'Commit.'],
    ['git:deep:er:x', 'x'],
    ['one', 'One.\uFFFD[2J'],
    ['review', 'Review $1.\nFocus: $2'],
  ])
  expect(commands[2]?.argumentHint).toBe('[message]')
  expect(commands[3]).toMatchObject({
    description: 'Review: carefully 🎉',
    argumentHint: '[file] [focus]',
    model: 'deepseek/deepseek-chat',
    path: join(shop.folder, 'review.md'),
    source: 'project',
  })
})

test('what is wrong is told, and nothing is run', async () => {
  const { commands, messages } = await read({
    'a.md': '---\ndescripton: x\nallowed-tools: Bash\nmodel: {a: b}\n---\nState: !`touch /tmp/x`',
    'b b.md': 'x',
    'c.md': '---\ndescription: [\n---\nx',
    'd.md': Buffer.from([0xff]),
    'e.md': 'x'.repeat(300_000),
    'f.md': '',
  })
  expect(commands.map(({ name, prompt }) => [name, prompt])).toEqual([
    ['a', 'State: !`touch /tmp/x`'],
    ['f', ''],
  ])
  expect(messages).toEqual([
    'warning a.md:2: descripton: There is no such key; left out. Did you mean description?',
    'warning a.md:3: allowed-tools: There is no such key; left out. Known are description, argument-hint, model.',
    'warning a.md:4: model: It must be a text; left out.',
    'warning a.md: What stands between !` and ` is not run; it stays as text.',
    expect.stringMatching(/^error b b\.md has a name nobody can type/),
    expect.stringMatching(/^error c\.md:\d: This is not YAML/),
    'error d.md is not UTF-8; save it as UTF-8.',
    'error e.md is over 256 KiB; make it shorter.',
  ])
})

test('links stay inside, pipes do not hang, the first of a name stands, and many are bounded', async () => {
  const { shop } = await read({ 'secret.md': 'secret', 'p/a.md': 'p', 'u/a.md': 'u' })
  const path = join(shop.folder, 'p')
  symlinkSync('../secret.md', join(path, 'b.md'))
  symlinkSync('a.md', join(path, 'c.md'))
  execFileSync('mkfifo', [join(path, 'd.md')])
  for (let file = 0; file < 250; file += 1) shop.write(`many/${file}.md`, '')
  const folders = ['none', 'p', 'u', 'many'].map((source) => ({
    path: join(shop.folder, source),
    source,
  }))
  const { commands, faults } = await readCommands(folders)
  expect(commands.slice(0, 2).map(({ name, prompt }) => [name, prompt])).toEqual([
    ['a', 'p'],
    ['c', 'p'],
  ])
  expect(commands).toHaveLength(202)
  expect(faults.map(({ file }) => file.slice(shop.folder.length))).toEqual([
    '/p/b.md',
    '/p/d.md',
    '/u/a.md',
    '/many',
  ])
})

test('arguments stand in their places, or at the end', () => {
  const expand = (prompt: string, text: string) => expandCommand({ prompt }, text)
  expect(expand('Fix $1 in $2; $3.', '"the bug" a\\ b')).toBe('Fix the bug in a b; .')
  expect(expand('All: $ARGUMENTS.', '  "a" $1 \n b ')).toBe('All: "a" $1 \n b.')
  expect(expand('$1', '$2 x')).toBe('$2')
  expect(expand('It costs \\$1, $100, $0, $HOME, $ARGUMENTS_X.', '')).toBe(
    'It costs $1, $100, $0, $HOME, $ARGUMENTS_X.',
  )
  expect(expand('Do it \\$1.', 'now')).toBe('Do it $1.\n\nARGUMENTS: now')
  expect(expand('Do it.', ' ')).toBe('Do it.')
})

test('arguments are divided as a shell divides them', () => {
  expect(splitArguments(`a "b c" 'd "e' f"g"'h' "\\"" '' \\" it's "x`)).toEqual([
    'a',
    'b c',
    'd "e',
    'fgh',
    '"',
    '',
    '"',
    "it's",
    '"x',
  ])
  const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes("'"))
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(splitArguments(words.map((each) => `'${each}'`).join(' '))).toEqual(words)
    }),
  )
  fc.assert(
    fc.property(fc.string(), fc.string(), (prompt, text) => {
      expandCommand({ prompt }, text)
      expect(expandCommand({ prompt: 'a$ARGUMENTS' }, text)).toBe(`a${text.trim()}`)
    }),
  )
  const started = performance.now()
  splitArguments(`${'"\\"'.repeat(100_000)}'${'x'.repeat(500_000)}`)
  expect(performance.now() - started).toBeLessThan(1000)
})
