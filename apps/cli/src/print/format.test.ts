import { expect, it } from 'vitest'
import { formatCount, formatDuration } from './format.ts'

it('tells long times in hours, and none that is negative', () => {
  expect(formatDuration(7_500_000)).toBe('2 h 5 min')
  expect(formatDuration(-3)).toBe('0 ms')
})

it('never tells a thousand thousands', () => {
  expect(formatCount(999_949)).toBe('999.9k')
  expect(formatCount(999_999)).toBe('1.0M')
})
