import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askOnTerminal } from './ask-on-terminal.ts'

const asking = () => {
  const terminal = { input: new PassThrough(), output: new PassThrough() }
  const ask = askOnTerminal({ terminal, pause: () => () => {}, interrupted: () => {} })
  const { signal } = new AbortController()
  const question = { callId: '1', tool: 'poke', input: {}, preview: null, reason: null, signal }
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
