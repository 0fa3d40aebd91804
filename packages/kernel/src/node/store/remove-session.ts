import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { KernelError } from '../../errors/kernel-error.ts'
import { awaitName } from '../tasks/await-name.ts'
import { taskFolder, type TaskFolder } from '../tasks/task-folder.ts'
import { taskState } from '../tasks/task-state.ts'
import { writeFile } from './disk/write-file.ts'
import { isKernelError } from './errors/as-kernel-error.ts'
import { hasForks } from './has-forks.ts'
import type { Home } from './home.ts'
import { readParent } from './lineage/lineage.ts'
import { requireSession } from './require-session.ts'
import { sessionPaths, sessionsFolder } from './session-paths.ts'
import { whileHeld } from './while-held.ts'

/**
 * Deletes a session, and the sessions of its subagents. It is gone for everybody when the promise resolves; its files
 * stay, hidden, until its last fork is deleted. Throws `session_held` while somebody writes one of them, and
 * `commands_running` while a command of one goes on: nothing is deleted then. The empty file of its lock stays: who has
 * just opened that file would lock what nobody else finds, and the id would have two holders.
 */
export async function removeSession(home: Home, id: string): Promise<void> {
  await requireSession(home, id)
  const ids = [...(await subagentsOf(home, id)), id]
  await whileAllHeld(home, ids, async () => {
    for (const each of ids) await requireNoCommands(home, each)
    for (const each of ids) await hide(home, each)
  })
}

async function subagentsOf({ root, disk }: Home, id: string): Promise<string[]> {
  const names = await disk.list(sessionsFolder(root))
  return names.filter((name) => name.startsWith(`${id}.`) && /^[\d.]+$/.test(name.slice(id.length)))
}

/** Does work that needs the locks of all of them. */
async function whileAllHeld(
  home: Home,
  [id, ...others]: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  if (id === undefined) return work()
  await whileHeld(home, id, async (release) => {
    await whileAllHeld(home, others, work)
    await release()
  })
}

/** A command whose folder is gone would go on where nobody finds it. */
async function requireNoCommands({ root, disk }: Home, id: string): Promise<void> {
  const { folder, tasks } = sessionPaths(root, id)
  const running: number[] = []
  for (const name of await disk.list(tasks)) {
    if (await isUnderWay(taskFolder(folder, { task: Number(name) }))) running.push(Number(name))
  }
  if (running.length === 0) return
  const which = running.toSorted((one, other) => one - other).join(', ')
  throw new KernelError(
    'commands_running',
    `Session ${id} is not deleted: commands that it began still run (${which}). Cancel them first.`,
  )
}

async function isUnderWay(folder: TaskFolder): Promise<boolean> {
  const state = taskState(folder)
  return (state === 'claimed' ? await awaitName(folder) : state) === 'running'
}

async function hide(home: Home, id: string): Promise<void> {
  const { hidden } = sessionPaths(home.root, id)
  await writeFile(home.disk, hidden, { bytes: Buffer.from('\n'), durable: true })
  await deleteUnlessForked(home, id)
}

/** Deletes a hidden session whose last fork is gone. Whoever else is at it does it as well. */
export async function sweepHidden(home: Home, id: string): Promise<void> {
  if ((await home.disk.size(sessionPaths(home.root, id).hidden)) === undefined) return
  try {
    await whileHeld(home, id, async (release) => {
      await deleteUnlessForked(home, id)
      await release()
    })
  } catch (error) {
    if (!isKernelError(error, 'session_held')) throw error
  }
}

async function deleteUnlessForked(home: Home, id: string): Promise<void> {
  const { root, disk } = home
  const { folder } = sessionPaths(root, id)
  if (await hasForks(home, id)) return
  const parent = await readParent(home, id)
  const trash = join(root, 'trash', `${id}.${randomUUID().slice(0, 8)}`)
  await disk.makeFolder(join(root, 'trash'))
  await disk.rename(folder, trash) // at once, so that nobody sees half a session
  await disk.remove(trash)
  if (!parent) return
  await disk.remove(join(sessionPaths(root, parent.session).forks, id))
  await sweepHidden(home, parent.session)
}
