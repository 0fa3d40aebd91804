import type { AttemptState } from '../../record/eval-fold.ts'
import type { EvalCase } from '../../suite/suite.ts'

/** What is done next for an attempt, as its events tell. */
export type AttemptStep =
  | { kind: 'prepare' }
  /** The subject works, for the first time or after it was told what a verification said. */
  | { kind: 'work'; round: number }
  | { kind: 'verify'; round: number }
  | { kind: 'observe' }
  | { kind: 'conclude' }

/** Pure: the same record gives the same step, so a process that died is gone on with where it stood. Null when it is over. */
export function nextStep(
  { verify }: Pick<EvalCase, 'verify'>,
  { scored, broken, prepared, rounds, observed }: AttemptState,
): AttemptStep | null {
  if (scored || broken) return null
  if (!prepared) return { kind: 'prepare' }
  if (observed) return { kind: 'conclude' }
  const last = rounds.at(-1)
  if (!last) return { kind: 'work', round: 0 }
  if (!verify) return { kind: 'observe' }
  if (!last.verification) return { kind: 'verify', round: rounds.length - 1 }
  const { exitCode, stopped } = last.verification
  const isRight = exitCode === 0 && stopped === null
  const isMended =
    !isRight && last.end.reason === 'done' && rounds.length <= verify.feedbackAttempts
  return isMended ? { kind: 'work', round: rounds.length } : { kind: 'observe' }
}
