import { expect, it } from 'vitest'
import { pairBySuite } from './pair-by-suite.ts'
import { madeReport } from './__fixtures__/made-report.ts'

const run = (id: string, suite: string, at = 0) => ({
  report: madeReport({ id, suite, at, cases: { one: '+' } }),
})
const ids = (paired: ReturnType<typeof pairBySuite<ReturnType<typeof run>>>) =>
  paired.pairs.map(({ a, b }) => `${a.report.run.id} ${b.report.run.id}`)

it('one run is compared with one, whatever their suites are called', () => {
  expect(ids(pairBySuite([run('a', 'x')], [run('b', 'y')]))).toEqual(['a b'])
})

it('many runs are paired by suite, the newest of each, and the rest is named', () => {
  const paired = pairBySuite(
    [run('a1', 'x', 1), run('a2', 'x', 2), run('a2', 'x', 2), run('a3', 'y'), run('a4', 'z')],
    [run('b1', 'x'), run('b2', 'y')],
  )
  expect(ids(paired)).toEqual(['a2 b1', 'a3 b2'])
  expect(paired.left).toEqual([
    'A has 2 runs of suite x: the newest is compared',
    'Only A has a run of suite z',
  ])
})

it('no suite in common is refused', () => {
  expect(() => pairBySuite([run('a', 'x'), run('c', 'y')], [run('b', 'z')])).toThrow(
    expect.objectContaining({ code: 'nothing_in_common' }),
  )
})
