import { expect, it } from 'vitest'
import { normalQuantile, normalTail } from './normal.ts'

it('gives the normal distribution of the tables', () => {
  expect(normalTail(0)).toBe(0.5)
  expect(normalTail(1)).toBeCloseTo(0.158655253931457, 14)
  expect(normalTail(-1)).toBeCloseTo(0.841344746068543, 14)
  expect(normalTail(5) / 2.866515718791933e-7).toBeCloseTo(1, 12)
  expect(normalTail(2.9999999) / normalTail(3.0000001)).toBeCloseTo(1, 5)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
  expect(normalQuantile(0.005)).toBeCloseTo(-2.575829303548901, 12)
})
