import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { decide } from './decision.ts'
import { pairedDifference, type CasePair, type Difference } from './paired-difference.ts'
import { oncePairs } from './__fixtures__/once-pairs.ts'

const same = (size: number, scored: number, passed: { a: number; b: number }): CasePair[] =>
  Array.from({ length: size }, () => ({
    a: { scored, passed: passed.a },
    b: { scored, passed: passed.b },
  }))

const count = integer({ min: 0, max: 5 }).chain((scored) =>
  integer({ min: 0, max: scored }).map((passed) => ({ scored, passed })),
)
const pairs = array(record({ a: count, b: count }), { maxLength: 60 }).filter((all) =>
  all.some(({ a, b }) => a.scored * b.scored > 0),
)

/** What there always is where a case is scored on both sides. */
function differenceOf(cases: readonly CasePair[], level?: number): Difference {
  const found = pairedDifference(cases, level)
  if (!found) throw new Error('no case is scored on both sides')
  return found
}

it('the p-value is below 1 − level exactly where the interval does not hold 0', () => {
  assert(
    property(pairs, constantFrom(0.5, 0.8, 0.9, 0.95, 0.99), (cases, level) => {
      const { low, high, value, p } = differenceOf(cases, level)
      expect(low <= 0 && high >= 0).toBe(p >= 1 - level)
      expect([-1 <= low, low <= value, value <= high, high <= 1]).toEqual([true, true, true, true])
    }),
    { numRuns: 2000 },
  )
})

it('the other way round it is the same with the other sign', () => {
  assert(
    property(pairs, (cases) => {
      const found = differenceOf(cases)
      const other = differenceOf(cases.map(({ a, b }) => ({ a: b, b: a })))
      expect(other.p).toBeCloseTo(found.p, 9)
      expect(other.low).toBeCloseTo(-found.high, 9)
    }),
    { numRuns: 500 },
  )
})

it('with one repeat it is the test of McNemar', () => {
  // χ² of 12 and 2 is 100 / 14 = 7.142857, whose p-value is 0.007526.
  const found = pairedDifference(oncePairs(12, 2, 50))
  expect(found?.value).toBeCloseTo(0.2, 12)
  expect(found?.p).toBeCloseTo(0.007526315, 8)
  expect(found?.discordance).toBeCloseTo(0.28, 12)
})

it('sides that never differ cannot be told apart, and are not proven the same', () => {
  for (const cases of [oncePairs(0, 0, 20), same(20, 3, { a: 3, b: 3 })]) {
    const found = pairedDifference(cases)
    expect(found).toMatchObject({ value: 0, p: 1, cases: 20 })
    expect(found?.low).toBeLessThan(-0.1)
    expect(found?.high).toBeGreaterThan(0.1)
  }
})

it('all cases in one direction are told from six cases on, whatever their repeats', () => {
  for (const scored of [1, 4]) {
    const decisions = [3, 4, 5, 6, 10].map((size) => {
      const found = pairedDifference(same(size, scored, { a: 0, b: scored }))
      return found && decide(found.value, found.p, found.level)
    })
    expect(decisions).toEqual(["can't tell", "can't tell", "can't tell", 'better', 'better'])
  }
})

it('repeats of a case are no further cases', () => {
  const once = pairedDifference([...oncePairs(4, 1, 12)])
  const again = pairedDifference(
    oncePairs(4, 1, 12).map(({ a, b }) => ({
      a: { scored: 9, passed: 9 * a.passed },
      b: { scored: 9, passed: 9 * b.passed },
    })),
  )
  expect(again?.p).toBe(once?.p)
  expect(again?.low).toBeLessThanOrEqual(once?.low ?? -1)
})

it('cases that only one side has scored are in none of it', () => {
  const rest = { a: { scored: 0, passed: 0 }, b: { scored: 2, passed: 2 } }
  expect(pairedDifference([...oncePairs(3, 1, 10), rest])).toEqual(
    pairedDifference(oncePairs(3, 1, 10)),
  )
  expect(pairedDifference([rest])).toBeNull()
})
