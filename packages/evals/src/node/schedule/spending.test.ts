import { expect, test } from 'vitest'
import { attemptState, passedState } from '../__fixtures__/attempt-states.ts'
import { Spending } from './spending.ts'

test('what is under way is taken to cost what one did so far', () => {
  const spending = new Spending(1)
  spending.add(passedState(0.25))
  expect(spending.allows([{ cost: 0 }, { cost: 0 }])).toBe(true)
  expect(spending.allows([{ cost: 0 }, { cost: 0 }, { cost: 0 }])).toBe(false)
  expect(spending.allows([{ cost: 0.8 }])).toBe(false)
})

test('graders and broken tries cost too, and what has no price costs nothing', () => {
  const spending = new Spending(1)
  spending.add(attemptState({ lostCost: 0.5 }))
  spending.add(passedState(null))
  expect(spending.allows([])).toBe(true)
  spending.add(passedState(0.25, { gradeCost: 0.25 }))
  expect(spending.allows([])).toBe(false)
})

test('before anything is known the limit of a case stands for its cost', () => {
  const spending = new Spending(1)
  expect(spending.allows([{ cost: 0 }], 0.4)).toBe(true)
  expect(spending.allows([{ cost: 0 }, { cost: 0 }, { cost: 0 }], 0.4)).toBe(false)
})
