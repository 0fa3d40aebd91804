import { expect, test } from 'vitest'
import type { AttemptState } from '../../record/eval-fold.ts'
import { Spending } from './spending.ts'

type Over = Pick<AttemptState, 'scored' | 'lostCost'>

const scored = (cost: number | null, gradeCost = 0): Over => ({
  lostCost: 0,
  scored: {
    verdict: {
      status: 'passed',
      assisted: false,
      failure: null,
      recovered: false,
      reason: '',
      checks: [],
    },
    facts: {
      ...{ turns: 1, rounds: 1, calls: 0, failedCalls: 0, cost, gradeCost },
      usage: { inputTokens: 1, outputTokens: 1 },
      time: { wall: 0, setup: 0, subject: 0, models: 0, tools: 0, people: 0, verification: 0 },
    },
  },
})

test('what is under way is taken to cost what one did so far', () => {
  const spending = new Spending(1)
  spending.add(scored(0.25))
  expect(spending.allows([{ cost: 0 }, { cost: 0 }])).toBe(true)
  expect(spending.allows([{ cost: 0 }, { cost: 0 }, { cost: 0 }])).toBe(false)
  expect(spending.allows([{ cost: 0.8 }])).toBe(false)
})

test('graders and broken tries cost too, and what has no price costs nothing', () => {
  const spending = new Spending(1)
  spending.add({ scored: null, lostCost: 0.5 })
  spending.add(scored(null))
  expect(spending.allows([])).toBe(true)
  spending.add(scored(0.25, 0.25))
  expect(spending.allows([])).toBe(false)
})

test('before anything is known the limit of a case stands for its cost', () => {
  const spending = new Spending(1)
  expect(spending.allows([{ cost: 0 }], 0.4)).toBe(true)
  expect(spending.allows([{ cost: 0 }, { cost: 0 }, { cost: 0 }], 0.4)).toBe(false)
})
