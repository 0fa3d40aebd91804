import type { Event } from '@harness/kernel'
import type { CallStep, Step, Trace } from './trace.ts'

/**
 * What an event is news of, for somebody who looks on: the step or call that it opened whole, that it brought to an end, or
 * that waits for somebody because of it. `trace` is folded up to that very event. Undefined where there is nothing to tell yet.
 */
export function newsOf({ steps }: Trace, event: Event): Step | CallStep | undefined {
  switch (event.type) {
    case 'model.started':
    case 'compaction.started':
    case 'hook.started':
    case 'run.started':
      return undefined
    case 'model.settled':
    case 'compaction.settled':
    case 'hook.settled':
      return steps.findLast(({ seq }) => seq === event.cause)
    case 'ask.opened':
    case 'call.refused':
    case 'task.started':
      return callWhere(steps, ({ id }) => id === event.data.call)
    case 'tool.settled':
    case 'task.promoted':
      return callWhere(steps, ({ settled }) => settled === event.seq)
    case 'task.settled':
      return (
        steps.findLast(({ seq }) => seq === event.seq) ??
        callWhere(steps, ({ settled }) => settled === event.seq)
      )
    default:
      return steps.findLast(({ seq }) => seq >= event.seq)
  }
}

/** The newest call that fits. */
function callWhere(
  steps: readonly Step[],
  fits: (call: CallStep) => boolean,
): CallStep | undefined {
  for (const step of steps.toReversed()) {
    const found = step.kind === 'model' ? step.calls.find(fits) : undefined
    if (found) return found
  }
  return undefined
}
