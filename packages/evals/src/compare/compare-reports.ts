// Compares two runs. Owns: a case is compared with itself only, and one answer is never evidence twice.
import { EvalsError } from '../evals-error.ts'
import type { CaseReport, Report } from '../report/report.ts'
import { decide } from '../statistics/decision.ts'
import { needMore } from '../statistics/need-more.ts'
import { pairedDifference } from '../statistics/paired-difference.ts'
import type { CaseRow, Comparison, LeftCase } from './comparison.ts'
import { countOf, sideOf } from './side-of.ts'

export interface SharedCase {
  a: CaseReport
  b: CaseReport
}

/**
 * What B is beside A, over the cases that both runs have in the same words: by id and hash. Attempts that are not scored are in
 * no number. There is no verdict where both are one run, nor where a side's answers were played from a recording: they are no new
 * evidence. Throws `nothing_in_common` where no case is shared.
 */
export function compareReports(a: Report, b: Report): Comparison {
  const { shared, left } = matchCases(a, b)
  if (shared.length === 0) throw nothingShared({ a, b, left })
  const difference = pairedDifference(
    shared.map((one) => ({ a: countOf(one.a), b: countOf(one.b) })),
  )
  const comparison: Comparison = {
    suite: { a: a.run.suite.name, b: b.run.suite.name },
    decision: "can't tell",
    withheld: withheldOf(a, b),
    difference,
    p: null,
    needMore: null,
    a: sideOf(
      a,
      shared.map((one) => one.a),
    ),
    b: sideOf(
      b,
      shared.map((one) => one.b),
    ),
    cases: shared.map(rowOf),
    left,
  }
  return decided(comparison, difference?.p ?? null)
}

/** The same with the verdict that a p-value gives. */
export function decided(comparison: Comparison, p: number | null): Comparison {
  const { difference, withheld } = comparison
  if (!difference || p === null) return { ...comparison, p }
  const decision = withheld === null ? decide(difference.value, p, difference.level) : "can't tell"
  const isOpen = withheld === null && decision === "can't tell"
  return { ...comparison, p, decision, needMore: isOpen ? needMore(difference) : null }
}

/** The cases of two runs that say the same, in A's order, and the others. */
export function matchCases(a: Report, b: Report): { shared: SharedCase[]; left: LeftCase[] } {
  const others = new Map(b.cases.map((one) => [one.id, one]))
  const shared: SharedCase[] = []
  const left: LeftCase[] = []
  for (const one of a.cases) {
    const other = others.get(one.id)
    others.delete(one.id)
    if (!other) left.push({ id: one.id, why: 'only in A' })
    else if (other.hash !== one.hash) left.push({ id: one.id, why: 'changed' })
    else shared.push({ a: one, b: other })
  }
  return { shared, left: [...left, ...[...others.keys()].map(onlyInB)] }
}

const onlyInB = (id: string): LeftCase => ({ id, why: 'only in B' })

function withheldOf(a: Report, b: Report): string | null {
  if (a.run.id === b.run.id) {
    return `Both are run ${a.run.id}: what differs is how it was scored, and nothing new was measured.`
  }
  const sides = [a.run.subject.facts['recorded'] === true, b.run.subject.facts['recorded'] === true]
  const names = ['A', 'B'].filter((_, index) => sides[index])
  if (names.length === 0) return null
  return `${names.join(' and ')} ${names.length > 1 ? 'play' : 'plays'} recorded answers: they are no new evidence of what a model does.`
}

function rowOf({ a, b }: SharedCase): CaseRow {
  const [one, other] = [countOf(a), countOf(b)]
  return { id: a.id, a: one, b: other, movement: movementOf(one, other) }
}

function movementOf(a: CaseRow['a'], b: CaseRow['b']): CaseRow['movement'] {
  if (a.scored === 0 || b.scored === 0) return 'unknown'
  // Whole numbers: 2 of 6 is 1 of 3.
  const [before, after] = [a.passed * b.scored, b.passed * a.scored]
  if (before === after) return 'same'
  return after > before ? 'fixed' : 'regressed'
}

function nothingShared({ a, b, left }: { a: Report; b: Report; left: readonly LeftCase[] }) {
  const changed = left.filter(({ why }) => why === 'changed').length
  const why =
    changed > 0
      ? `${changed} cases have the same names and say something else: run the suite as it is now for both.`
      : 'Compare two runs of one suite.'
  return new EvalsError(
    'nothing_in_common',
    `Run ${a.run.id} (suite ${a.run.suite.name}) and run ${b.run.id} (suite ${b.run.suite.name}) have no case in common. ${why}`,
  )
}
