import { hash as digest } from 'node:crypto'
import type { EvalCase } from '../../suite/suite.ts'
import type { AttemptState } from '../../record/eval-fold.ts'
import { attemptFolder, attemptPlace } from './attempt-place.ts'
import type { Attempt, AttemptWatch, AttemptWorld } from './attempt-world.ts'
import { pauseBefore } from './pause-before.ts'
import { putAway } from './put-away.ts'
import { runTry } from './run-try.ts'

/** One repeat of one case. */
export interface AttemptJob {
  case: EvalCase
  repeat: number
}

/**
 * Makes an attempt, or goes on with it: as many tries as are wanted while infrastructure breaks them. Resolves with its last
 * try; rejects with the reason of a stop, and with a `LogFault`.
 */
export async function runAttempt(
  world: AttemptWorld,
  job: AttemptJob,
  watched: (state: AttemptState) => AttemptWatch,
): Promise<AttemptState> {
  const { tries = 2, runtime, keep = 'failed' } = world.options
  for (let tried = 1; ; tried++) {
    const state = await openTry(world, job)
    const place = attemptPlace(world.folder, state)
    const id = workId(world, state)
    const attempt: Attempt = { world, case: job.case, state, place, id, watch: watched(state) }
    await runTry(attempt)
    await putAway(state, place, { keep, onNews: world.onNews })
    const again = state.broken !== null && tried < tries
    tell(world, state, again)
    if (!again) return state
    await runtime.sleep(pauseBefore(tried), world.stop)
  }
}

async function openTry(
  { log }: AttemptWorld,
  { case: theCase, repeat }: AttemptJob,
): Promise<AttemptState> {
  const before = log.newest(theCase.id, repeat)
  if (before && !before.broken) return before
  const about = { case: theCase.id, repeat, try: (before?.try ?? 0) + 1 }
  const folder = attemptFolder(theCase.id, repeat, about.try)
  await log.write({ type: 'x.eval.attempt-started', data: { ...about, folder } })
  const begun = log.newest(theCase.id, repeat)
  if (!begun) throw new Error(`${theCase.id} #${repeat} was begun and is not there`)
  return begun
}

/** It may name a session, or a file. */
const workId = ({ log }: AttemptWorld, { case: id, repeat, try: number }: AttemptState): string =>
  `${log.id}-${digest('sha256', id, 'hex').slice(0, 12)}-${repeat}-${number}`

function tell({ onNews }: AttemptWorld, state: AttemptState, again: boolean): void {
  const { case: id, repeat, scored, broken } = state
  if (broken) {
    const { stage, message } = broken
    onNews({ kind: 'broken', case: id, repeat, stage, message, again })
  } else if (scored) {
    const { status, assisted, reason } = scored.verdict
    onNews({ kind: 'scored', case: id, repeat, passed: status === 'passed', assisted, reason })
  }
}
