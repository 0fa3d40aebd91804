import { expect, it } from 'vitest'
import { meanShare } from './mean-share.ts'

const cases = (...rows: readonly (readonly [passed: number, scored: number])[]) =>
  rows.map(([passed, scored]) => ({ passed, scored }))

const times = (count: number, passed: number, scored: number) =>
  Array.from({ length: count }, () => ({ passed, scored }))

it('one repeat each gives the interval that Wilson gave', () => {
  // Newcombe 1998, Statistics in Medicine 17:857, table I: 81 of 263, 15 of 148, 1 of 29.
  for (const [passed, all, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const share = meanShare([...times(passed, 1, 1), ...times(all - passed, 0, 1)])
    expect(share?.value).toBeCloseTo(passed / all, 12)
    expect(share?.low).toBeCloseTo(low, 4)
    expect(share?.high).toBeCloseTo(high, 4)
  }
})

it('none and all have an interval on one side', () => {
  // Newcombe 1998, table I: 0 of 20.
  const none = meanShare(times(20, 0, 1))
  expect(none).toMatchObject({ value: 0, low: 0, cases: 20, level: 0.95 })
  expect(none?.high).toBeCloseTo(0.1611, 4)
  const all = meanShare(times(20, 1, 1))
  expect(all).toMatchObject({ value: 1, high: 1 })
  expect(all?.low).toBeCloseTo(1 - 0.1611, 4)
  expect(meanShare(times(20, 5, 5))).toEqual(all)
})

it('a case with more repeats counts no more than another', () => {
  expect(meanShare(cases([1, 1], [0, 9]))?.value).toBe(0.5)
  expect(meanShare(cases([1, 2], [0, 1], [3, 3]))?.value).toBe(0.5)
})

it('repeats that only say the same again tell nothing new', () => {
  const once = meanShare([...times(30, 1, 1), ...times(20, 0, 1)])
  const again = meanShare([...times(30, 5, 5), ...times(20, 0, 5)])
  expect(again?.value).toBe(once?.value)
  expect(again?.low).toBeLessThanOrEqual(once?.low ?? 0)
  expect(again?.high).toBeGreaterThanOrEqual(once?.high ?? 1)
})

it('repeats of cases that are all as hard count each', () => {
  const share = meanShare(times(50, 2, 4))
  const width = (share?.high ?? 0) - (share?.low ?? 0)
  const single = meanShare([...times(100, 1, 1), ...times(100, 0, 1)])
  // Student's quantile is a little more than the normal one.
  expect(width / ((single?.high ?? 0) - (single?.low ?? 0))).toBeCloseTo(2.0096 / 1.96, 2)
})

it('cases of which nothing is scored are in none of it', () => {
  expect(meanShare([])).toBeNull()
  expect(meanShare(times(3, 0, 0))).toBeNull()
  expect(meanShare([...times(3, 0, 0), ...times(2, 1, 1)])).toEqual(meanShare(times(2, 1, 1)))
})

it('one case says little, whatever its repeats', () => {
  expect(meanShare(times(1, 3, 5))?.cases).toBe(1)
  expect(meanShare(times(1, 3, 5))?.high).toBeGreaterThan(0.9)
})
