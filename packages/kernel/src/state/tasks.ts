import type { Event } from '../events/event.ts'
import { openIntent } from './open.ts'
import type { State } from './state.ts'

export interface Tasks {
  /** Tasks the loop does not wait for: the seqs of their open intents. */
  promoted: readonly number[]
  /** Tasks the loop has waited for long enough. */
  overdue: readonly number[]
  /** Tasks somebody asked to cancel that have not ended yet. */
  cancelling: readonly number[]
}

export const noTasks: Tasks = { promoted: [], overdue: [], cancelling: [] }

export const isPromoted = (tasks: Tasks, task: number): boolean => tasks.promoted.includes(task)

export function evolveTasks(tasks: Tasks, event: Event, before: State): Tasks {
  switch (event.type) {
    case 'task.promoted':
      return { ...tasks, promoted: [...tasks.promoted, event.data.task] }
    case 'timer.settled': {
      const timer = openIntent(before.open, 'timer.started', event.cause)
      if (!timer || event.data.kind !== 'elapsed') return tasks
      const { purpose, task } = timer.data
      if (purpose === 'deadline') return cancelSubagents(tasks, before)
      return task === undefined ? tasks : { ...tasks, overdue: [...tasks.overdue, task] }
    }
    case 'cancel.requested':
      if (event.data.task === undefined) return cancelSubagents(tasks, before)
      return { ...tasks, cancelling: [...tasks.cancelling, event.data.task] }
    case 'run.finished':
      return event.data.reason === 'done' || event.data.reason === 'denied'
        ? tasks
        : cancelSubagents(tasks, before)
    case 'task.settled': {
      const others = (list: readonly number[]) => list.filter((task) => task !== event.cause)
      return {
        promoted: others(tasks.promoted),
        overdue: others(tasks.overdue),
        cancelling: others(tasks.cancelling),
      }
    }
    default:
      return tasks
  }
}

/** Subagents end with a run that is cut short; commands go on. */
function cancelSubagents(tasks: Tasks, { open }: State): Tasks {
  const subagents = open
    .filter((intent) => intent.type === 'task.started' && intent.data.spec.kind === 'subagent')
    .map((intent) => intent.seq)
  return { ...tasks, cancelling: [...tasks.cancelling, ...subagents] }
}
