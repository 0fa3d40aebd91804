import { expect, it } from 'vitest'
import { holm } from './holm.ts'

it('multiplies the least by their number, the next by one less, and never falls', () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005])
  expect(adjusted.map((p) => Number(p.toFixed(10)))).toEqual([0.03, 0.06, 0.06, 0.02])
})

it('one alone stays, none is none, and none is above 1', () => {
  expect(holm([0.03])).toEqual([0.03])
  expect(holm([])).toEqual([])
  expect(holm([0.7, 0.9])).toEqual([1, 1])
})
