// Which cases moved between two runs, and which attempt of either side shows it.
import type { AttemptReport, Report } from '../report/report.ts'
import { matchCases, type SharedCase } from './compare-reports.ts'
import { isScored } from '../report/totals-of.ts'
import { countOf } from './side-of.ts'

/** A case as two runs have it, by one attempt of each. */
export interface DiagnosedCase {
  id: string
  a: ShownAttempt
  b: ShownAttempt
}

/** An attempt that stands for its side of a case. */
export interface ShownAttempt {
  repeat: number
  status: AttemptReport['status']
  failure: AttemptReport['failure']
  /** Why it did not pass; empty for a pass. */
  reason: string
  session: string | null
  paths: AttemptReport['paths']
  /** Of its case on this side. */
  passed: number
  scored: number
}

/** The cases that both runs have scored, by what became of them; those that pass as often in both and always are left out. */
export interface Diagnosis {
  /** Passed more often by B, and less often. */
  fixed: DiagnosedCase[]
  regressed: DiagnosedCase[]
  /** As often, and failed in another way. */
  failureChanged: DiagnosedCase[]
  /** As often, and failed in the same way. */
  stillFailing: DiagnosedCase[]
}

/** What moved from A to B. Where a case was repeated, the first attempt that shows the movement stands for its side. */
export function diagnose(a: Report, b: Report): Diagnosis {
  const diagnosis: Diagnosis = { fixed: [], regressed: [], failureChanged: [], stillFailing: [] }
  for (const one of matchCases(a, b).shared) {
    const kind = kindOf(one)
    if (!kind) continue
    const shown = {
      id: one.a.id,
      a: shownOf(one.a, kind === 'regressed' ? 'passed' : 'failed'),
      b: shownOf(one.b, kind === 'fixed' ? 'passed' : 'failed'),
    }
    if (shown.a && shown.b) diagnosis[kind].push({ id: shown.id, a: shown.a, b: shown.b })
  }
  return diagnosis
}

function kindOf({ a, b }: SharedCase): keyof Diagnosis | null {
  const [one, other] = [countOf(a), countOf(b)]
  if (one.scored === 0 || other.scored === 0) return null
  const [before, after] = [one.passed * other.scored, other.passed * one.scored]
  if (after !== before) return after > before ? 'fixed' : 'regressed'
  if (one.passed === one.scored) return null
  return failuresOf(a.attempts) === failuresOf(b.attempts) ? 'stillFailing' : 'failureChanged'
}

const failuresOf = (attempts: readonly AttemptReport[]): string =>
  [...new Set(attempts.flatMap(({ failure }) => failure ?? []))].toSorted().join(' ')

function shownOf(of: SharedCase['a'], status: 'passed' | 'failed'): ShownAttempt | null {
  const found = of.attempts.find((one) => one.status === status) ?? of.attempts.find(isScored)
  if (!found) return null
  const { repeat, failure, reason, session, paths } = found
  return { repeat, status: found.status, failure, reason, session, paths, ...countOf(of) }
}
