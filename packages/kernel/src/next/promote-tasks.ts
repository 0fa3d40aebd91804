import type { Draft, EventOf } from '../events/event.ts'
import type { IntentEvent } from '../events/intent.ts'
import type { OpenIntents } from '../state/open.ts'
import type { State } from '../state/state.ts'
import { isPromoted } from '../state/tasks.ts'
import { promotionOf } from './promotion-of.ts'
import type { Rule } from './rule.ts'

/** How long the loop waits for an `auto` task before it goes on without it. */
const patienceMs = 10_000

/** A task started for the background is let go at once, an `auto` one after a while. */
export const promoteTasks: Rule = (situation) => {
  const { open, tasks } = situation
  const drafts = open.flatMap((intent) => {
    if (intent.type === 'timer.started') return dropTimer(intent, open)
    if (intent.type !== 'task.started' || isPromoted(tasks, intent.seq)) return []
    return letGo(intent, situation)
  })
  return drafts.length > 0 ? drafts : undefined
}

function letGo(task: EventOf<'task.started'>, { open, tasks }: State): Draft[] {
  switch (task.data.execution) {
    case 'inline':
      return []
    case 'background':
      return [promotionOf(task.seq)]
    case 'auto':
      if (tasks.overdue.includes(task.seq)) return [promotionOf(task.seq)]
      if (open.some((intent) => timedTask(intent) === task.seq)) return []
      return [
        {
          type: 'timer.started',
          data: { purpose: 'promotion', delayMs: patienceMs, task: task.seq },
        },
      ]
  }
}

const timedTask = (intent: IntentEvent) =>
  intent.type === 'timer.started' ? intent.data.task : undefined

/** The patience for a task that has ended is of no use. */
function dropTimer(timer: EventOf<'timer.started'>, open: OpenIntents): Draft[] {
  const { task } = timer.data
  if (task === undefined || open.some((intent) => intent.seq === task)) return []
  return [{ type: 'timer.settled', cause: timer.seq, data: { kind: 'cancelled' } }]
}
