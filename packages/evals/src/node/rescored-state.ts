import { Verdict } from '../record/verdict.ts'
import type { AttemptState, EvalState } from '../record/eval-fold.ts'
import { scoreAttempt } from '../score/score-attempt.ts'
import type { Evidence } from '../score/evidence.ts'
import type { EvalCase, Suite } from '../suite/suite.ts'

export type ScoredAttempt = AttemptState & { scored: NonNullable<AttemptState['scored']> }

export const isScored = (attempt: AttemptState): attempt is ScoredAttempt => attempt.scored !== null

/** The attempts that were scored, with their cases; those of cases that the suite does not have are left out. */
export function scoredIn(
  state: EvalState,
  suite: Suite,
): { attempt: ScoredAttempt; theCase: EvalCase }[] {
  const cases = new Map(suite.cases.map((one) => [one.id, one]))
  return state.attempts.filter(isScored).flatMap((attempt) => {
    const theCase = cases.get(attempt.case)
    return theCase ? [{ attempt, theCase }] : []
  })
}

/** The verdict as the log would hold it: its keys in their own order. */
export const verdictAgain = (theCase: EvalCase, evidence: Evidence): Verdict =>
  Verdict.parse(scoreAttempt(theCase, evidence))

/** A run's state with other verdicts and facts. */
export const withScores = (
  state: EvalState,
  scores: ReadonlyMap<AttemptState, AttemptState['scored']>,
): EvalState => ({
  ...state,
  attempts: state.attempts.map((attempt) => ({
    ...attempt,
    scored: scores.get(attempt) ?? attempt.scored,
  })),
})
