import type { EvalState, AttemptState } from '../../record/eval-fold.ts'
import type { Suite } from '../../suite/suite.ts'
import type { AttemptJob } from '../attempt/run-attempt.ts'

/**
 * What is left to do: first what is open, in the order in which it began, then the first repeat of each case before any
 * second one. What is scored is not in it; what broke is.
 */
export function jobsOf({ cases }: Suite, { attempts }: Pick<EvalState, 'attempts'>): AttemptJob[] {
  const newest = new Map(attempts.map((one) => [keyOf(one.case, one.repeat), one]))
  const most = cases.reduce((so, { repeats }) => Math.max(so, repeats), 0)
  const jobs: AttemptJob[] = []
  for (let repeat = 1; repeat <= most; repeat++) {
    for (const one of cases) if (repeat <= one.repeats) jobs.push({ case: one, repeat })
  }
  const stateOf = ({ case: { id }, repeat }: AttemptJob) => newest.get(keyOf(id, repeat))
  const open = jobs.filter((job) => isOpen(stateOf(job)))
  const fresh = jobs.filter((job) => {
    const state = stateOf(job)
    return !state?.scored && !isOpen(state)
  })
  return [...open.toSorted((a, b) => seqOf(stateOf(a)) - seqOf(stateOf(b))), ...fresh]
}

const keyOf = (id: string, repeat: number) => `${id}\n${repeat}`

const seqOf = (state: AttemptState | undefined) => state?.seq ?? 0

/** Whether somebody began it and nobody ended it. */
export const isOpen = (state: AttemptState | undefined): boolean =>
  state !== undefined && !state.scored && !state.broken
