import type { Draft } from '../events/event.ts'
import type { RunFinished } from '../events/run-finished.ts'
import type { State } from '../state/state.ts'
import { backgroundTasks } from './waiting.ts'

/** Ends the run: its timers first, then the run itself, naming what goes on in the background. */
export function finishRun(state: State, end: RunFinished): Draft[] {
  const background = backgroundTasks(state)
  return [
    ...state.open
      .filter((intent) => intent.type === 'timer.started')
      .map((timer): Draft => ({
        type: 'timer.settled',
        cause: timer.seq,
        data: { kind: 'cancelled' },
      })),
    {
      type: 'run.finished',
      data: { ...end, ...(background.length > 0 ? { background } : {}) },
    },
  ]
}
