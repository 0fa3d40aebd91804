import { expect, it } from 'vitest'
import { checkGates } from './check-gates.ts'
import { compareMany } from './compare-many.ts'
import { compareReports } from './compare-reports.ts'
import { madeReport } from './__fixtures__/made-report.ts'

const report = madeReport({
  id: 'b',
  cases: { one: '+', two: '-', three: '*', four: '+', 'odd=name': '+' },
  tags: { one: ['smoke', 'v1.2'], two: ['slow'] },
})

it.each([
  ['pass_rate>=0.8', true],
  ['pass_rate >= 0.81', false],
  ['pass_rate>.7', true],
  ['first_try_rate>=0.6', true],
  ['first_try_rate>0.6', false],
  ['lower_bound>=0.3', true],
  ['lower_bound>=0.8', false],
  ['failed<=1', true],
  ['failed<1', false],
  ['infrastructure=0', true],
  ['assisted==1', true],
  ['cost<=0.05', true],
  ['cost<=0.04', false],
  ['tag:smoke.pass_rate>=1', true],
  ['tag:slow.failed=0', false],
  ['tag:v1.2.passed=1', true],
  ['case:one=passed', true],
  ['case:two=passed', false],
  ['case:two=failed', true],
  ['case:odd=name=passed', true],
] as const)('%s is %s', (condition, passed) => {
  expect(checkGates(report, [condition])).toMatchObject([{ condition, passed }])
})

it('what is not known holds no condition', () => {
  const unknown = madeReport({ id: 'b', cases: { one: '!' }, cost: null })
  expect(
    checkGates(unknown, ['pass_rate>=0', 'cost<=1', 'case:one=passed', 'case:one=failed']),
  ).toMatchObject([
    { passed: false, message: 'pass_rate is not known' },
    { passed: false },
    { passed: false },
    { passed: false },
  ])
})

it.each([
  ['pass_rate>=0.8', true],
  ['pass_rate>0.8', false],
  ['pass_rate=0.8', true],
  ['cost<=0.3', true],
] as const)('the last digit of a sum decides nothing: %s is %s', (condition, passed) => {
  const cases = Object.fromEntries(Array.from('abcdef', (id) => [id, '++++-']))
  const sums = madeReport({ id: 'b', cases, cost: 0.01 })
  expect(sums.totals.passRate?.value).toBeLessThan(0.8)
  expect(checkGates(sums, [condition])).toMatchObject([{ passed }])
})

it('what is found is told with the digits that decided', () => {
  const sums = madeReport({ id: 'b', cases: { one: '+', two: '-', three: '+' } })
  expect(checkGates(sums, ['pass_rate>=0.6667'])).toMatchObject([
    { passed: false, message: 'pass_rate is 0.666666667' },
  ])
})

it('where nothing is scored on both sides, no condition on what moved holds', () => {
  const [a, b] = [
    madeReport({ id: 'a', cases: { one: '+' } }),
    madeReport({ id: 'b', cases: { one: '!' } }),
  ]
  expect(checkGates(b, ['regressed=0', 'not_worse'], compareReports(a, b))).toMatchObject([
    { passed: false },
    { passed: false },
  ])
})

it('a suite that many were asked with is worse only where their verdict says so', () => {
  const cases = (mark: string) => Object.fromEntries(Array.from('abcdef', (id) => [id, mark]))
  const worse = {
    a: madeReport({ id: 'a', cases: cases('+') }),
    b: madeReport({ id: 'b', cases: cases('-') }),
  }
  const same = {
    a: madeReport({ id: 'c', cases: cases('+') }),
    b: madeReport({ id: 'd', cases: cases('+') }),
  }
  const [alone] = compareMany([worse])
  const [together] = compareMany([worse, same])
  expect(checkGates(worse.b, ['not_worse'], alone)).toMatchObject([{ passed: false }])
  expect(checkGates(worse.b, ['not_worse'], together)).toMatchObject([{ passed: true }])
})

it('movements are looked for beside another run', () => {
  const before = madeReport({ id: 'a', cases: { one: '+', two: '+', three: '-', four: '+' } })
  expect(
    checkGates(report, ['regressed=0', 'fixed>=1', 'not_worse'], compareReports(before, report)),
  ).toEqual([
    { condition: 'regressed=0', passed: false, message: 'regressed is 1' },
    { condition: 'fixed>=1', passed: true, message: 'fixed is 1' },
    { condition: 'not_worse', passed: true, message: "the verdict is: can't tell" },
  ])
  expect(() => checkGates(report, ['regressed=0'])).toThrow('it needs a run to compare with')
})

it.each([
  ['pass_rate', 'it is no NAME, sign and number'],
  ['pass_rate>=90%', 'it is no NAME, sign and number'],
  ['pass rate>=1', 'there is no such measure'],
  ['constructor=1', 'there is no such measure'],
  ['tag:none.failed=0', 'no case has the tag none; there is slow, smoke, v1.2'],
  ['tag:smoke.nothing=0', 'there is no such measure'],
  ['case:one', 'a case is =passed or =failed'],
  ['case:none=passed', 'there is no case none in the run'],
  ['pass_rate>=90', 'a rate is a share, from 0 to 1: 0.9 is 90 %'],
  ['tag:smoke.lower_bound>=80', 'a rate is a share, from 0 to 1'],
  ['', 'it is no NAME, sign and number'],
] as const)('%j is refused, and what is possible is told', (condition, why) => {
  expect(() => checkGates(report, ['failed<=9', condition])).toThrow(
    expect.objectContaining({ code: 'bad_gate', message: expect.stringContaining(why) }),
  )
  expect(() => checkGates(report, [condition])).toThrow('Possible: pass_rate')
})
