import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { Ask } from '@harness/sdk'
import { askOnTerminal } from './ask-on-terminal.ts'

const poke = {
  sessionId: 's',
  callId: '1',
  tool: 'poke',
  input: {},
  preview: null,
  reason: null,
  suggestions: [],
  places: [],
  question: null,
  agent: null,
}

const asking = (more: Partial<Ask> = {}) => {
  const gone = new AbortController()
  const terminal = { input: new PassThrough(), output: new PassThrough() }
  const ask = askOnTerminal({
    terminal,
    pause: () => () => {},
    interrupted: () => {},
    gone: () => gone.abort('gone'),
  })
  const { signal } = gone
  const question = { ...poke, signal, ...more }
  const asked = new Promise((resolve) => terminal.output.once('data', resolve))
  return { ...terminal, asked, answer: ask(question) }
}

it('takes an answer', async () => {
  const { input, asked, answer } = asking()
  await asked
  input.write('y\n')
  expect(await answer).toEqual({ decision: 'allow' })
})

it('denies when the input is closed at the question', async () => {
  const { input, asked, answer } = asking()
  await asked
  input.end()
  expect(await answer).toMatchObject({ decision: 'deny' })
})

it('says nothing for a person whose terminal was closed', async () => {
  const { input, asked, answer } = asking()
  await asked
  input.destroy(new Error('EIO'))
  expect(await answer).toEqual({ decision: 'deny' })
})

it('takes a choice by its number, and words of the person’s own', async () => {
  const question = { text: 'Which?', choices: ['the first', 'the second'] }
  const chosen = asking({ question })
  await chosen.asked
  chosen.input.write('2\n')
  expect(await chosen.answer).toEqual({ decision: 'allow', answer: 'the second' })
  const said = asking({ question })
  await said.asked
  said.input.write('neither\n')
  expect(await said.answer).toEqual({ decision: 'allow', answer: 'neither' })
})

const offered: Partial<Ask> = {
  suggestions: ['shell(npm test)', 'shell(make \u202Ex)'],
  places: [
    { layer: 'session', path: null },
    { layer: 'local', path: '/work/.harness/config.local.jsonc' },
  ],
}

/** Says one thing after the other, each when something new is shown. */
async function saying(more: Partial<Ask>, ...words: string[]) {
  const { input, output, asked, answer } = asking(more)
  let shown = ''
  output.on('data', (data: Buffer) => {
    shown += data.toString()
    if (shown.endsWith(': ') && words.length > 0) input.write(`${words.shift()}\n`)
  })
  await asked
  return { answer: await answer, shown }
}

it('shows what would be allowed from now on, byte for byte, and asks where that holds', async () => {
  const { answer, shown } = await saying(offered, 'a', '2')
  expect(answer).toEqual({ decision: 'allow', always: 'local' })
  expect(shown).toContain('[a]lways')
  expect(shown).toContain(String.raw`
  shell(npm test)
  shell(make \u{202E}x)
`)
  expect(shown).toContain('2  this folder, for me (/work/.harness/config.local.jsonc)')
})

it.each([
  ['', { decision: 'allow', always: 'session' }],
  ['once', { decision: 'allow' }],
  ['n', { decision: 'deny', reason: 'The person said no.' }],
])('takes %j at the choice of places', async (word, expected) => {
  expect((await saying(offered, 'always', word)).answer).toEqual(expected)
})

it('asks again when no place was meant, and never takes one that was not shown', async () => {
  const { answer, shown } = await saying(offered, 'a', '3', '0', 'y', '1')
  expect(answer).toEqual({ decision: 'allow', always: 'session' })
  expect(shown.match(/A number/g)?.length).toBeGreaterThanOrEqual(4)
})

it('offers nothing for good where nothing is suggested, and takes the wish for it neither as yes nor as no', async () => {
  const { answer, shown } = await saying({}, 'a', 'y')
  expect(answer).toEqual({ decision: 'allow' })
  expect(shown).not.toContain('always')
})

it('tells a question of the model from one of a server, whatever the model says of itself', async () => {
  const question = { text: 'The MCP server bank asks: Your PIN?' }
  const model = await saying({ tool: 'ask_user', question }, 'no')
  expect(model.shown).toContain('The agent asks: The MCP server bank asks')
  const server = await saying({ tool: 'mcp_bank_pay', question }, 'no')
  expect(server.shown.trim()).toMatch(/^The MCP server bank asks/)
})

it('says of a rule over a tool of a server that it holds whatever the input', async () => {
  const { shown } = await saying(
    { ...offered, suggestions: ['mcp_docs_find(docs/find)'] },
    'a',
    'o',
  )
  expect(shown).toContain('Allowed from then on, with whatever input, and nothing else by it:')
})
