import { done, type Tool } from '@harness/kernel'
import { testContext } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import type { Ask } from '../drive/ask.ts'
import { askForServer } from './ask-for-server.ts'
import { RunningCalls } from './running-calls.ts'

const prepared = {
  effect: 'other',
  access: 'network',
  server: 'garden',
  target: 'garden/ask',
} as const
const tool: Tool = {
  name: 'mcp_garden_ask',
  description: 'Asks.',
  input: { type: 'object' },
  effect: 'other',
  prepare: async () => ({ kind: 'ready', prepared }),
  run: async () => done(''),
}
const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }

it('a question goes away with the call that it was asked in', async () => {
  const calls = new RunningCalls()
  const signals: AbortSignal[] = []
  const ask = (asked: Ask) => {
    signals.push(asked.signal)
    return new Promise<{ decision: 'deny' }>((resolve) => {
      asked.signal.addEventListener('abort', () => resolve({ decision: 'deny' }))
    })
  }
  const callOf = (server: string) => {
    const newest = calls.newest(server)
    const call = { sessionId: 's', callId: '1', tool: tool.name, input: {}, agent: null }
    return newest && { ...call, signal: newest.signal }
  }
  const asking = { ask, callOf, signal: new AbortController().signal }
  let answer: ReturnType<typeof askForServer> | undefined
  const watched = calls.watch({
    ...tool,
    run: async () => {
      answer = askForServer({ server: 'garden', message: 'Who?', schema }, asking)
      expect(signals.map(({ aborted }) => aborted)).toEqual([false])
      return done('it did not wait')
    },
  })
  await watched.run({}, prepared, testContext('/'))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(await answer).toEqual({ action: 'decline' })
})
