import { expect, it } from 'vitest'
import { attemptFacts } from './attempt-facts.ts'
import { commandOf, evidenceWith, roundOf, traceWith } from './__fixtures__/evidence.ts'

it('facts are sums of what is recorded', () => {
  const trace = traceWith([
    { tool: 'edit', status: 'failed', acted: 0, settledAt: 3, ms: 3 },
    { tool: 'edit', status: 'done', acted: 2, settledAt: 6, ms: 4 },
  ])
  const rounds = [roundOf({ verification: commandOf({ ms: 30 }) }), roundOf({ ms: 20 })]
  const observed = { files: {}, more: 0, commands: [commandOf({ ms: 4 })] }
  expect(attemptFacts(evidenceWith({ rounds, observed, trace }))).toEqual({
    turns: 2,
    rounds: 2,
    calls: 2,
    failedCalls: 1,
    usage: expect.objectContaining({ inputTokens: 20, outputTokens: 4 }),
    cost: null,
    gradeCost: 0,
    time: { wall: 100, setup: 5, subject: 30, models: 7, tools: 6, people: 0, verification: 34 },
  })
})

it('of a subject without a session nothing is counted, and its cost is unknown', () => {
  expect(attemptFacts(evidenceWith())).toMatchObject({ turns: 0, calls: 0, cost: null })
})
