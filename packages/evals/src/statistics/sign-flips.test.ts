import { expect, it } from 'vitest'
import { signFlips } from './sign-flips.ts'

it('of single repeats it is the test of signs', () => {
  expect(signFlips([1, 1, 1, 1, 1])).toBe(2 / 32)
  expect(signFlips([1, 1, 1, 1, -1, 0])).toBe(12 / 32)
  expect(signFlips([-1, -1, -1])).toBe(2 / 8)
  expect(signFlips([0, 0])).toBe(1)
})

it('counts sums that are the same in another order', () => {
  expect(signFlips([0.1, 0.2, -0.3])).toBe(1)
  expect(signFlips([1 / 3, 2 / 3, 1])).toBe(2 / 8)
})
