import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { isAlive } from './is-alive.ts'

/** Commands in the background that run still, whoever began them. */
export async function checkCommands({ home }: Pick<Ground, 'home'>): Promise<Check[]> {
  const sessions = join(home, 'sessions')
  const ids = await readdir(sessions).catch(() => [])
  const running = await Promise.all(
    ids.map(async (id) => {
      const tasks = join(sessions, id, 'tasks')
      const seqs = await readdir(tasks).catch(() => [])
      const found = seqs.map(async (task) =>
        (await runs(join(tasks, task))) ? [{ id, task }] : [],
      )
      return (await Promise.all(found)).flat()
    }),
  )
  return running.flat().map(({ id, task }): Check => ({
    name: 'tasks',
    status: 'info',
    found: `task ${task} of session ${id} runs still`,
    fix: `harness sessions tasks ${id}; end it with: harness sessions cancel ${id} ${task}`,
  }))
}

/** Its shim wrote down who it is, and not yet how it ended. */
const runs = async (folder: string): Promise<boolean> =>
  !existsSync(join(folder, 'status')) && (await isAlive(join(folder, 'runner')))
