import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { evolve, initialState, KernelError, type TaskRunner } from '@harness/kernel'
import { commandRunner, fileSessions } from '@harness/kernel/node'

/** Ends the commands that sessions of a home left running, whoever started them. Nobody may drive them meanwhile. */
export async function releaseWork(home: string): Promise<void> {
  const sessions = join(home, 'sessions')
  if (!existsSync(sessions)) return
  const runner = commandRunner({ folder: (id) => join(sessions, id) })
  for (const id of await readdir(sessions)) {
    // Most have begun no command that could be left.
    if (existsSync(join(sessions, id, 'tasks'))) await endTasks(runner, { home, id })
  }
}

async function endTasks(
  runner: TaskRunner,
  { home, id }: { home: string; id: string },
): Promise<void> {
  const signal = AbortSignal.abort('cancel')
  for (const { seq, at, data } of await openTasks(home, id)) {
    if (data.spec.kind !== 'command') continue
    await runner.run({ session: id, task: seq, at }, data.spec, { signal })
  }
}

async function openTasks(home: string, id: string) {
  let state = initialState
  try {
    const reader = await fileSessions({ home }).reader(id)
    for await (const event of reader.read(1)) state = evolve(state, event)
  } catch (error) {
    // What stands before a damage is enough to know what was begun.
    if (!(error instanceof KernelError)) throw error
  }
  return state.open.flatMap((intent) => (intent.type === 'task.started' ? [intent] : []))
}
