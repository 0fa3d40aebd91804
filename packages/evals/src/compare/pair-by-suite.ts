import { EvalsError } from '../evals-error.ts'
import type { Report } from '../report/report.ts'

/** Runs of two folders, suite by suite. */
export interface PairedRuns<T> {
  pairs: { a: T; b: T }[]
  /** What is not compared, and why, in a line each. */
  left: string[]
}

/**
 * Pairs runs of A with runs of B: one with one whatever their suites are called, else by the suite's name, the newest of each. The
 * older ones are no further evidence of the same kind, and are named. Throws `nothing_in_common` where no suite is on both sides.
 */
export function pairBySuite<T extends { report: Report }>(
  a: readonly T[],
  b: readonly T[],
): PairedRuns<T> {
  const [[one, ...more], [other, ...others]] = [a, b]
  if (one && other && more.length === 0 && others.length === 0) {
    return { pairs: [{ a: one, b: other }], left: [] }
  }
  const newest = { a: newestOf(a), b: newestOf(b) }
  const names = [...new Set([...newest.a.keys(), ...newest.b.keys()])].toSorted()
  const paired: PairedRuns<T> = { pairs: [], left: [] }
  for (const name of names) {
    const [first, second] = [newest.a.get(name), newest.b.get(name)]
    if (first && second) {
      paired.pairs.push({ a: first.run, b: second.run })
      for (const [side, { count }] of [
        ['A', first],
        ['B', second],
      ] as const) {
        if (count > 1)
          paired.left.push(`${side} has ${count} runs of suite ${name}: the newest is compared`)
      }
    } else paired.left.push(`Only ${first ? 'A' : 'B'} has a run of suite ${name}`)
  }
  if (paired.pairs.length > 0) return paired
  throw new EvalsError(
    'nothing_in_common',
    `A and B have no suite in common: ${paired.left.join('; ')}. Compare runs of the same suites.`,
  )
}

/** Of each suite the run that began last, and how many there are; a run that stands in two folders is one. */
function newestOf<T extends { report: Report }>(runs: readonly T[]) {
  const found = new Map<string, { run: T; ids: Set<string> }>()
  for (const run of runs) {
    const { suite, id, startedAt } = run.report.run
    const known = found.get(suite.name)
    const ids = (known?.ids ?? new Set()).add(id)
    const isNewer = !known || startedAt > known.run.report.run.startedAt
    found.set(suite.name, { run: isNewer ? run : known.run, ids })
  }
  return new Map([...found].map(([name, { run, ids }]) => [name, { run, count: ids.size }]))
}
