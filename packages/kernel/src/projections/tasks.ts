import type { EventOf } from '../events/event.ts'
import type { TaskEnd, TaskSpec } from '../events/task.ts'
import type { Projection } from './projection.ts'

/** One task of a session, from its start. */
export interface TaskView {
  task: number
  call: string
  tool: string
  spec: TaskSpec
  /** Milliseconds since 1970, advisory. */
  startedAt: number
  background: boolean
  status: 'running' | 'ended' | 'cancelled' | 'lost' | 'unknown' | 'forked'
  /** How it ended, where that is known. */
  end?: TaskEnd
}

/** Every task, oldest first. */
export const tasksProjection: Projection<TaskView[]> = {
  initial: () => [],
  evolve(tasks, event) {
    switch (event.type) {
      case 'task.started': {
        const { call, tool, spec } = event.data
        const started = { task: event.seq, call, tool, spec, startedAt: event.at }
        tasks.push({ ...started, background: false, status: 'running' })
        return tasks
      }
      case 'task.promoted':
        return change(tasks, event.data.task, { background: true })
      case 'task.settled':
        return change(tasks, event.cause ?? 0, settledAs(event.data))
      default:
        return tasks
    }
  },
}

const settledAs = (data: EventOf<'task.settled'>['data']): Partial<TaskView> =>
  data.kind === 'ended' ? { status: 'ended', end: data.end } : { status: data.kind }

/** In place: a copy for each task would make a session of many slow. */
function change(tasks: TaskView[], id: number, by: Partial<TaskView>): TaskView[] {
  const index = tasks.findLastIndex(({ task }) => task === id)
  const found = tasks[index]
  if (found) tasks[index] = { ...found, ...by }
  return tasks
}
