import { expect, it } from 'vitest'
import { widthOf } from '../print/text-width.ts'
import { slashHelp, slashNames } from './slash-commands.ts'
import { understand } from './understand.ts'

const room = { commands: async () => [{ name: 'review', about: 'looks at it' }] }

it.each([
  'fix the test',
  '/etc/hosts is wrong',
  'what does /help do?',
  '/review src/a.ts',
  '/mcp_docs_review src/a.ts',
  ' /hepl',
  '//',
])('%j is for the model', async (text) => {
  expect(await understand(text, room)).toEqual({ kind: 'prompt', text })
})

it.each(slashNames)('/%s is a command', async (name) => {
  expect(await understand(`/${name}  two words `, room)).toMatchObject({
    kind: 'slash',
    words: 'two words',
  })
})

it.each([
  ['/hepl', 'Did you mean /help?'],
  ['/reviw it', 'Did you mean /review?'],
  ['/constructor', 'nothing was sent'],
])('%j is refused, with a hint', async (text, hint) => {
  await expect(understand(text, room)).rejects.toThrow(hint)
})

it.each([40, 80, 120])('the help names every command, within %d columns', (columns) => {
  const help = slashHelp([{ name: 'review', about: 'looks at it' }], columns)
  for (const name of [...slashNames, 'review']) expect(help).toContain(`/${name}`)
  for (const line of help.split('\n')) expect(widthOf(line)).toBeLessThan(columns)
})
