import { expect, it } from 'vitest'
import { needMore } from './need-more.ts'

const seen = (value: number, discordance: number, cases: number) => ({
  value,
  discordance,
  cases,
  level: 0.95,
})

it('is the number of the formula less those that there are', () => {
  // ((1.95996 √0.2 + 0.84162 √0.19) / 0.1)² = 154.3.
  expect(needMore(seen(0.1, 0.2, 0))).toEqual({ difference: 0.1, cases: 155 })
  expect(needMore(seen(-0.1, 0.2, 100)).cases).toBe(55)
})

it('where nothing was seen, it is that of five points', () => {
  expect(needMore(seen(0, 0.2, 50))).toMatchObject({ difference: 0.05 })
  expect(needMore(seen(0, 0, 50)).cases).toBeGreaterThan(50)
})

it('where the cases are enough for five points, it is none', () => {
  expect(needMore(seen(0, 0, 200))).toEqual({ difference: 0.05, cases: 0 })
})

it('of few cases it is what the exact test needs', () => {
  expect(needMore(seen(0.25, 0.0625, 3)).cases).toBe(3)
})

it('has an end', () => {
  expect(needMore(seen(0.0001, 0.5, 50)).cases).toBe(100_000)
  expect(needMore(seen(1, 1, 3)).cases).toBeGreaterThanOrEqual(1)
})
