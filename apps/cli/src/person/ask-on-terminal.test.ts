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
  question: null,
  agent: null,
}

const asking = (more: Partial<Ask> = {}) => {
  const terminal = { input: new PassThrough(), output: new PassThrough() }
  const ask = askOnTerminal({ terminal, pause: () => () => {}, interrupted: () => {} })
  const { signal } = new AbortController()
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
