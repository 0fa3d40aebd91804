import type { IntentEvent } from '../events/intent.ts'
import type { State } from '../state/state.ts'
import { isPromoted } from '../state/tasks.ts'

/** Whether the loop waits for this open intent. */
export function isWaitedFor(intent: IntentEvent, { tasks }: Pick<State, 'tasks'>): boolean {
  switch (intent.type) {
    case 'task.started':
      return !isPromoted(tasks, intent.seq)
    case 'timer.started':
      return intent.data.purpose === 'retry'
    case 'hook.started':
      return intent.data.event !== 'Notification'
    default:
      return true
  }
}

/** Tasks that go on without the loop. */
export const backgroundTasks = (state: Pick<State, 'open' | 'tasks'>): number[] =>
  state.open
    .filter((intent) => intent.type === 'task.started' && !isWaitedFor(intent, state))
    .map((intent) => intent.seq)
