import { expect, it } from 'vitest'
import { compareMany } from './compare-many.ts'
import { compareReports } from './compare-reports.ts'
import { comparisonLine } from './comparison-line.ts'
import { comparisonMarkdown } from './comparison-markdown.ts'
import { madeReport } from './__fixtures__/made-report.ts'

/** So many cases with the same attempts. */
const many = (count: number, attempts: string, name = 'c') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index}`, attempts]))

it('B is better where it passes many more cases', () => {
  const a = madeReport({ id: 'a', cases: { ...many(30, '-', 'x'), ...many(20, '+', 'y') } })
  const b = madeReport({ id: 'b', cases: { ...many(30, '+', 'x'), ...many(20, '+', 'y') } })
  const found = compareReports(a, b)
  expect(found).toMatchObject({ decision: 'better', withheld: null, needMore: null })
  expect(found.difference?.value).toBeCloseTo(0.6, 12)
  expect(comparisonLine(found)).toMatch(
    /^B is better: 60\.0 points \(95 % interval \d+\.\d to \d+\.\d\), 50 cases$/,
  )
  expect(compareReports(b, a).decision).toBe('worse')
})

it('a difference that chance makes is no verdict, and says how many cases would tell', () => {
  const a = madeReport({ id: 'a', cases: { ...many(2, '-', 'x'), ...many(18, '+', 'y') } })
  const b = madeReport({ id: 'b', cases: { ...many(2, '+', 'x'), ...many(18, '+', 'y') } })
  const found = compareReports(a, b)
  expect(found.decision).toBe("can't tell")
  expect(found.difference?.value).toBeCloseTo(0.1, 12)
  expect(found.needMore?.cases).toBeGreaterThan(0)
  expect(comparisonLine(found)).toMatch(/^Can't tell: 10\.0 points .* needs about \d+ more cases$/)
})

it('many cases that all stay the same need no more for five points', () => {
  const [a, b] = ['a', 'b'].map((id) => madeReport({ id, cases: many(200, '+') }))
  expect(a && b && comparisonLine(compareReports(a, b))).toMatch(
    /^Can't tell: 0\.0 points .*, 200 cases; a difference of 5\.0 points needs no more cases$/,
  )
})

it('cases that changed, or that only one run has, are named and not compared', () => {
  const a = madeReport({ id: 'a', cases: { same: '-', changed: '-', gone: '-' } })
  const b = madeReport({
    id: 'b',
    cases: { same: '+', changed: '+', new: '+' },
    changed: ['changed'],
  })
  const found = compareReports(a, b)
  expect(found.cases.map(({ id }) => id)).toEqual(['same'])
  expect(found.left).toEqual([
    { id: 'changed', why: 'changed' },
    { id: 'gone', why: 'only in A' },
    { id: 'new', why: 'only in B' },
  ])
  expect(found.b.passed).toBe(1)
})

it('runs that share no case are refused', () => {
  const a = madeReport({ id: 'a', cases: { one: '+' } })
  const b = madeReport({ id: 'b', cases: { one: '+' }, changed: ['one'] })
  expect(() => compareReports(a, b)).toThrow(
    expect.objectContaining({
      code: 'nothing_in_common',
      message: expect.stringContaining('1 case'),
    }),
  )
})

it('attempts that were not measured or are not over count nowhere', () => {
  const a = madeReport({ id: 'a', cases: { one: '+!', two: '!', three: '-' } })
  const b = madeReport({ id: 'b', cases: { one: '+.', two: '+', three: '-' } })
  const found = compareReports(a, b)
  expect(found.difference).toMatchObject({ value: 0, cases: 2 })
  expect(found.cases.map(({ movement }) => movement)).toEqual(['same', 'unknown', 'same'])
  expect(found.a).toMatchObject({ scored: 2, infrastructure: 2 })
})

it('the same run is no evidence against itself, however it was scored', () => {
  const a = madeReport({ id: 'a', cases: many(50, '-') })
  const found = compareReports(a, madeReport({ id: 'a', cases: many(50, '+') }))
  expect(found).toMatchObject({ decision: "can't tell", needMore: null })
  expect(comparisonLine(found)).toContain('Both are run a')
  expect(found.difference?.p).toBeLessThan(0.001)
})

it('recorded answers are no new evidence', () => {
  const a = madeReport({ id: 'a', cases: many(50, '-') })
  const b = madeReport({ id: 'b', cases: many(50, '+'), facts: { recorded: true } })
  expect(compareReports(a, b)).toMatchObject({
    decision: "can't tell",
    withheld: expect.stringContaining('B plays recorded answers'),
    b: { isRecorded: true },
  })
})

it('tells what moved, how it failed, and what an attempt took', () => {
  const a = madeReport({ id: 'a', cases: { up: '--', down: '++', half: '-+', help: '*+' } })
  const b = madeReport({
    id: 'b',
    cases: { up: '++', down: 't-', half: '+-', help: '++' },
    cost: null,
  })
  const { cases, ...found } = compareReports(a, b)
  expect(cases.map(({ id, movement }) => `${id} ${movement}`)).toEqual([
    'up fixed',
    'down regressed',
    'half same',
    'help same',
  ])
  expect(found.a).toMatchObject({ firstTry: 4, assisted: 1, failures: { verification_failure: 3 } })
  expect(found.b.failures).toEqual({ timeout: 1, verification_failure: 2 })
  expect(found.a.mean).toEqual({ turns: 2, seconds: 3, tokens: 120, cost: expect.closeTo(0.01, 9) })
  expect(found.b.mean?.cost).toBeNull()
})

it('of many suites each has to be surer', () => {
  // 6 of 6 alone is p = 0.031; with a second question it must be below 0.025.
  const pair = (suite: string, more: Record<string, string> = {}) => ({
    a: madeReport({ id: `${suite}-a`, suite, cases: { ...many(6, '-'), ...more } }),
    b: madeReport({ id: `${suite}-b`, suite, cases: { ...many(6, '+'), ...more } }),
  })
  expect(compareMany([pair('one')])[0]?.decision).toBe('better')
  const both = compareMany([pair('one'), pair('two')])
  expect(both.map(({ decision }) => decision)).toEqual(["can't tell", "can't tell"])
  expect(both[0]?.p).toBeCloseTo(2 * (both[0]?.difference?.p ?? 0), 12)
  const recorded = pair('three')
  recorded.b.run.subject.facts = { recorded: true }
  expect(compareMany([pair('one'), recorded])[0]?.decision).toBe('better')
})

it('as Markdown nothing that a suite says is markup', () => {
  const name = '<img src=x> | `a` [b](c)'
  const a = madeReport({
    id: 'a',
    suite: name,
    subject: name,
    cases: { [name]: '-', [`${name}2`]: '-' },
  })
  const b = madeReport({ id: 'b', suite: name, cases: { [name]: '+' } })
  const text = comparisonMarkdown([compareReports(a, b)])
  const outside = text.replaceAll(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '')
  expect(outside).not.toContain('<img')
  expect(outside).not.toContain('[b]')
  expect(text).toContain('fixed')
  expect(text).toContain('only in A')
})
