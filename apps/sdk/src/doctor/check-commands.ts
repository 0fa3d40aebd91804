import { existsSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { isAlive, Runner } from './is-alive.ts'

/** Commands in the background that run still, whoever began them. */
export async function checkCommands({ home }: Pick<Ground, 'home'>): Promise<Check[]> {
  const sessions = join(home, 'sessions')
  const ids = await readdir(sessions).catch(() => [])
  const running = await Promise.all(
    ids.map(async (id) => {
      const tasks = join(sessions, id, 'tasks')
      const seqs = await readdir(tasks).catch(() => [])
      return seqs.filter((seq) => runs(join(tasks, seq))).map((task) => ({ id, task }))
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
function runs(folder: string): boolean {
  const path = join(folder, 'runner')
  if (existsSync(join(folder, 'status')) || !existsSync(path)) return false
  const text = readFileSync(path, 'utf8')
  // Half a line is one that is being written.
  if (!text.endsWith('\n')) return false
  const runner = Runner.safeParse(JSON.parse(text))
  return runner.success && isAlive(runner.data)
}
