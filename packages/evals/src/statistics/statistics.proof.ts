// The promise: `compare` calls two sides that are the same different in 5 % of all comparisons and no more, and intervals of 95 %
// hold the truth in 95 % of all. By simulation, from a seed that is printed; where few cases differ the counts are too coarse for
// 5 %, the table says so, and what is shown is that they are on the safe side.
import { expect, it } from 'vitest'
import { madeReport } from '../compare/__fixtures__/made-report.ts'
import { compareReports } from '../compare/compare-reports.ts'
import type { CaseReport } from '../report/report.ts'
import { decide } from './decision.ts'
import { meanShare } from './mean-share.ts'
import { needMore } from './need-more.ts'
import { pairedDifference, type Difference } from './paired-difference.ts'
import { Draws, type Design } from './__fixtures__/draws.ts'
import { exactError } from './__fixtures__/exact-error.ts'

const scale = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 1 : 10
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 20_261_122)
process.stdout.write(`statistics: HARNESS_PROOF_SEED=${seed}, times ${scale}\n`)

const draws = new Draws(seed)
const percent = (share: number) => (share * 100).toFixed(2)

function row(name: string, ...cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(58)}${cells.map((cell) => cell.padStart(9)).join('')}\n`)
}

interface Named extends Design {
  name: string
}

const single = (cases: number, discordance: number, shift = 0): Named => ({
  name: `${cases} cases once, ${discordance} differ${shift > 0 ? `, B +${shift}` : ''}`,
  cases,
  repeats: { a: 1, b: 1 },
  chances: { discordance },
  shift,
})

/** Cases of every difficulty, cases in the middle, and cases that are mostly passed. */
const kinds = {
  mixed: draws.population(0.6, 1.5, 20_000),
  middling: draws.population(0.5, 4, 20_000),
  easy: draws.population(0.8, 1, 20_000),
} as const

const designs: readonly (readonly [a: number, b: number, kind: keyof typeof kinds])[] = [
  [3, 3, 'mixed'],
  [5, 5, 'mixed'],
  [3, 5, 'middling'],
  [4, 4, 'easy'],
]

const nested = (cases: number, [a, b, kind]: (typeof designs)[number], shift = 0): Named => ({
  name: `${cases} ${kind} cases, ${a} and ${b} repeats${shift > 0 ? `, B +${shift}` : ''}`,
  cases,
  repeats: { a, b },
  chances: kinds[kind],
  shift,
})

function compared(design: Design, times: number, see: (found: Difference) => void) {
  for (let time = 0; time < times; time++) {
    const found = pairedDifference(draws.pairs(design))
    if (found) see(found)
  }
}

/** The share of comparisons with a verdict. */
function told(design: Design, times: number): number {
  let count = 0
  compared(design, times, ({ value, p, level }) => {
    if (decide(value, p, level) !== "can't tell") count++
  })
  return count / times
}

const sizes = [50, 100, 300] as const

it('same sides with one repeat are told apart in 5 % of all comparisons, within 0.7 points', () => {
  row('type I error', 'drawn', 'counted', 'wanted')
  for (const cases of sizes) {
    for (const discordance of [0.1, 0.2, 0.3, 0.4, 0.5]) {
      const design = single(cases, discordance)
      const times = scale * 10_000
      const error = told(design, times)
      const exact = cases > 100 ? null : exactError(cases, discordance)
      // Ten cases that differ have eleven counts: 5 % lies between two of them.
      const isCoarse = cases * discordance <= 10
      const wanted = isCoarse ? '≤ 5.7' : '5 ± 0.7'
      row(design.name, percent(error), exact === null ? '' : percent(exact), wanted)
      const known = exact ?? error
      expect(known).toBeLessThanOrEqual(0.057)
      expect(known).toBeGreaterThanOrEqual(isCoarse ? 0.04 : 0.043)
      // Four standard errors of what is drawn.
      const noise = 4 * Math.sqrt((known * (1 - known)) / times)
      expect(Math.abs(error - known)).toBeLessThanOrEqual(noise)
    }
  }
})

it('same sides with repeats are told apart in 5 % of all comparisons, within 0.7 points', () => {
  row('type I error', 'drawn', 'wanted')
  for (const cases of sizes) {
    for (const each of designs) {
      const design = nested(cases, each)
      const error = told(design, scale * 10_000)
      row(design.name, percent(error), '5 ± 0.7')
      expect(Math.abs(error - 0.05)).toBeLessThanOrEqual(0.007)
    }
  }
})

it('whole reports of the same subject get a verdict in 5 % of all comparisons, within 0.7 points', () => {
  const design = single(100, 0.4)
  const attempts = { passed: attemptsOf('+'), failed: attemptsOf('-') }
  const [a, b] = [madeReport({ id: 'a', cases: {} }), madeReport({ id: 'b', cases: {} })]
  let count = 0
  for (let time = 0; time < scale * 10_000; time++) {
    const pairs = draws.pairs(design)
    const cases = (side: 'a' | 'b'): CaseReport[] =>
      pairs.map((pair, index) => ({
        id: `case ${index}`,
        tags: [],
        task: '',
        hash: '',
        ...pair[side],
        attempts: pair[side].passed === 1 ? attempts.passed : attempts.failed,
      }))
    const found = compareReports({ ...a, cases: cases('a') }, { ...b, cases: cases('b') })
    if (found.decision !== "can't tell") count++
  }
  row('type I error of compareReports', 'drawn', 'wanted')
  row(design.name, percent(count / (scale * 10_000)), '5 ± 0.7')
  expect(Math.abs(count / (scale * 10_000) - 0.05)).toBeLessThanOrEqual(0.007)
})

const attemptsOf = (mark: string) =>
  madeReport({ id: 'x', cases: { one: mark } }).cases.flatMap((one) => one.attempts)

it('few cases are never told apart too often', () => {
  row('type I error, few cases', 'drawn', 'counted', 'wanted')
  for (const cases of [2, 4, 5, 6, 8, 10, 15, 20, 30]) {
    for (const discordance of [0.1, 0.3, 0.5, 0.8]) {
      const error = exactError(cases, discordance)
      row(single(cases, discordance).name, '', percent(error), '≤ 5.7')
      expect(error).toBeLessThanOrEqual(0.057)
    }
  }
  for (const cases of [4, 8, 10, 20]) {
    for (const each of designs) {
      const error = told(nested(cases, each), scale * 3000)
      row(nested(cases, each).name, percent(error), '', '≤ 5.7')
      expect(error).toBeLessThanOrEqual(0.057)
    }
  }
})

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** What the difference is in truth. */
const truthOf = ({ chances, shift }: Design) =>
  'discordance' in chances ? shift : shift * (1 - meanOf(chances))

it('the interval of a difference holds it in 95 % of all, within 0.7 points over the designs of a size', () => {
  row('coverage of the difference', 'drawn', 'wanted')
  for (const cases of sizes) {
    const shares = [
      single(cases, 0.2, 0.1),
      single(cases, 0.4, 0.1),
      single(cases, 0.5, 0.3),
      nested(cases, [3, 3, 'mixed'], 0.1),
      nested(cases, [5, 5, 'mixed'], 0.25),
      nested(cases, [3, 5, 'middling'], 0.5),
      nested(cases, [4, 4, 'easy'], 0.3),
    ].map((design) => {
      let held = 0
      const truth = truthOf(design)
      const times = scale * 4000
      compared(design, times, ({ low, high }) => {
        if (low <= truth && truth <= high) held++
      })
      row(design.name, percent(held / times), '≥ 93')
      expect(held / times).toBeGreaterThanOrEqual(0.93)
      return held / times
    })
    row(`${cases} cases, all of them`, percent(meanOf(shares)), '95 ± 0.7')
    expect(Math.abs(meanOf(shares) - 0.95)).toBeLessThanOrEqual(0.007)
  }
})

it('the interval of a pass rate holds it in 95 % of all, within 0.7 points over the rates', () => {
  row('coverage of the pass rate', 'drawn', 'wanted')
  // One rate would show the steps of its own counts.
  const populations = Array.from({ length: 40 }, (_, index) =>
    draws.population(0.1 + (0.8 * (index + 0.5)) / 40, 1.5, 4000),
  )
  const each = scale * 200
  for (const cases of sizes) {
    for (const repeats of [1, 3, 5]) {
      let held = 0
      for (const chances of populations) {
        const mean = meanOf(chances)
        for (let time = 0; time < each; time++) {
          const share = meanShare(
            Array.from({ length: cases }, () => ({
              scored: repeats,
              passed: draws.binomial(repeats, draws.one(chances)),
            })),
          )
          if (share && share.low <= mean && mean <= share.high) held++
        }
      }
      const covered = held / (each * populations.length)
      row(`${cases} cases, ${repeats} repeats, rates of 10 to 90 %`, percent(covered), '95 ± 0.7')
      expect(Math.abs(covered - 0.95)).toBeLessThanOrEqual(0.007)
    }
  }
})

it('the cases that are said to be needed tell the difference in four of five comparisons', () => {
  row('power at the cases that are said to be needed', 'drawn', 'wanted')
  for (const [discordance, value] of [
    [0.2, 0.1],
    [0.3, 0.15],
    [0.5, 0.2],
  ] as const) {
    const { cases } = needMore({ value, discordance, cases: 0, level: 0.95 })
    const power = told(single(cases, discordance, value), scale * 4000)
    row(single(cases, discordance, value).name, percent(power), '80 ± 4')
    expect(Math.abs(power - 0.8)).toBeLessThanOrEqual(0.04)
  }
})
