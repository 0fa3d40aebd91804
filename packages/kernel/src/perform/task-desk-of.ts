import type { Session } from '../log/session.ts'
import type { TaskDesk } from '../ports/task-desk.ts'
import { tasksProjection, type TaskView } from '../projections/tasks.ts'
import { childId } from './child-id.ts'
import type { Host } from './host.ts'

/** The tasks of a session, read from its log: what an earlier process began is there too. */
export function taskDeskOf(session: Session, host: Host): TaskDesk {
  const list = () => tasksOf(session)
  const find = async (task: number) => (await list()).find((one) => one.task === task)
  return {
    list,
    async wait(task, { ms, signal }) {
      await untilSettled(task, session, { host, ms, signal })
      return find(task)
    },
    async read(task, range) {
      const view = await find(task)
      if (!view) return undefined
      if (view.spec.kind === 'subagent') return host.subagents?.read(childId(session, task), range)
      return host.commands?.read({ session: session.id, task, at: view.startedAt }, range)
    },
    async cancel(task) {
      await session.append((state) =>
        isRunning(state, task)
          ? [{ type: 'cancel.requested', data: { by: 'model', task } }]
          : undefined,
      )
      await session.sync()
    },
  }
}

async function tasksOf(session: Session): Promise<readonly TaskView[]> {
  let tasks = tasksProjection.initial()
  for await (const event of session.store.events.read(1))
    tasks = tasksProjection.evolve(tasks, event)
  return tasks
}

const isRunning = ({ open }: Session['state'], task: number) =>
  open.some(({ type, seq }) => type === 'task.started' && seq === task)

interface Waiting {
  host: Host
  ms: number
  signal: AbortSignal
}

/** Rejects with the signal's reason. */
async function untilSettled(task: number, session: Session, waiting: Waiting): Promise<void> {
  const { host, ms, signal } = waiting
  const over = new AbortController()
  const abort = () => over.abort(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  const late = host.runtime.sleep(ms, over.signal).then(() => over.abort('late'))
  late.catch(() => undefined)
  try {
    while (!over.signal.aborted && isRunning(session.state, task)) {
      await session.moved(session.state.seq, over.signal).catch(() => undefined)
    }
  } finally {
    signal.removeEventListener('abort', abort)
    over.abort('over')
  }
  signal.throwIfAborted()
}
