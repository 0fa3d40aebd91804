import type { IntentEvent } from '../events/intent.ts'
import { isWaitedFor } from '../next/waiting.ts'
import type { State } from '../state/state.ts'

/** Whether an effect should go on: its intent is open, and nobody asked for it to end. */
export const isWanted = (intent: IntentEvent, state: State): boolean =>
  state.open.some((one) => one.seq === intent.seq) && isUndisturbed(intent, state)

/** Of an intent that is open: whether nobody asked for it to end. */
export function isUndisturbed(intent: IntentEvent, state: State): boolean {
  if (intent.type === 'task.started' && state.tasks.cancelling.includes(intent.seq)) return false
  if (intent.type === 'compaction.started' && state.compaction.cancelled) return false
  return !state.run.stop || !isWaitedFor(intent, state)
}
