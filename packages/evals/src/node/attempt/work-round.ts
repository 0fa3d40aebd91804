import type { SubjectLimits } from '@harness/kernel'
import { feedbackText } from '../../score/feedback-text.ts'
import { AttemptFault } from './attempt-fault.ts'
import { aboutAttempt, type Attempt } from './attempt-world.ts'

/** Lets the subject work on what was said last. What kept it from working is no round. */
export async function workRound(attempt: Attempt, limits: SubjectLimits): Promise<void> {
  const { world, place, watch, id, state } = attempt
  const { subject, runtime } = world.options
  const from = runtime.monotonic()
  const { workspace, home } = place
  const end = await subject.run(
    { id, workspace, home, says: saysOf(attempt), limits },
    { signal: world.stop, onNews: (news) => watch.heard(news) },
  )
  if (end.fault?.kind === 'infrastructure') {
    throw new AttemptFault('subject', end.fault.code, end.fault.message)
  }
  const ms = runtime.monotonic() - from
  const data = { ...aboutAttempt(attempt), round: state.rounds.length, end, ms }
  await world.log.write({ type: 'x.eval.round-ended', data })
}

/** The task, then what each verification said: the same texts in each process. */
function saysOf({ case: theCase, state }: Attempt): string[] {
  const attempts = theCase.verify?.feedbackAttempts ?? 0
  const told = state.rounds.flatMap(({ verification }, round) =>
    verification ? [feedbackText(verification, attempts - round - 1)] : [],
  )
  return [theCase.task, ...told]
}
