import { EvalsError } from '../evals-error.ts'
import type { AttemptState, EvalState } from '../record/eval-fold.ts'
import type { EvalCase, Suite } from '../suite/suite.ts'
import { attemptReport, type Kept } from './attempt-report.ts'
import type { CaseReport, Report } from './report.ts'
import { totalsOf } from './totals-of.ts'

/** What stands outside of a run's log. */
export interface ReportOptions {
  /** The id of the run. */
  id: string
  /** Which folders of a try still stand. */
  kept: (attempt: AttemptState) => Kept
}

/**
 * What a run has come to so far. The same state, suite and options give the same report; cases stand in the order of the
 * run's plan. A case of the plan that the suite does not have (any more) is left out.
 *
 * @throws EvalsError `bad_run` for a run that has not begun.
 */
export function reportOf(state: EvalState, suite: Suite, { id, kept }: ReportOptions): Report {
  const { begun, ended, startedAt, at, wallMs } = state
  if (!begun)
    throw new EvalsError('bad_run', `Run ${id} has not begun: there is nothing to report.`)
  const tries = Map.groupBy(state.attempts, (one) => keyOf(one.case, one.repeat))
  const known = new Map(suite.cases.map((one) => [one.id, one]))
  const cases = begun.plan.flatMap(({ case: caseId, repeats, hash }) => {
    const theCase = known.get(caseId)
    if (!theCase) return []
    const attempts = Array.from({ length: repeats }, (_, place) =>
      attemptReport(place + 1, tries.get(keyOf(caseId, place + 1)) ?? [], kept),
    )
    return [caseReport(theCase, hash, attempts)]
  })
  return {
    version: 1,
    run: {
      id,
      suite: {
        name: suite.name,
        description: suite.description,
        hash: begun.suite.file,
        source: begun.suite.source,
      },
      subject: begun.subject,
      harness: begun.harness,
      startedAt,
      endedAt: at,
      wallMs,
      state: ended?.reason ?? 'open',
    },
    totals: totalsOf(cases),
    tags: tagsOf(cases),
    cases,
  }
}

const keyOf = (id: string, repeat: number): string => `${id}\n${repeat}`

function caseReport(
  { id, tags, task }: EvalCase,
  hash: string,
  attempts: CaseReport['attempts'],
): CaseReport {
  const passed = attempts.filter(({ status }) => status === 'passed').length
  const scored = passed + attempts.filter(({ status }) => status === 'failed').length
  return { id, tags: [...tags], task, hash, scored, passed, attempts }
}

function tagsOf(cases: readonly CaseReport[]): Report['tags'] {
  const names = [...new Set(cases.flatMap(({ tags }) => tags))].toSorted()
  return Object.fromEntries(
    names.map((name) => [name, totalsOf(cases.filter(({ tags }) => tags.includes(name)))]),
  )
}
