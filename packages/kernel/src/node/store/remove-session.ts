import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
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
 * stay, hidden, until its last fork is deleted. Throws `session_held` while somebody writes it.
 */
export async function removeSession(home: Home, id: string): Promise<void> {
  await requireSession(home, id)
  for (const child of await subagentsOf(home, id)) await hide(home, child)
  await hide(home, id)
}

async function subagentsOf({ root, disk }: Home, id: string): Promise<string[]> {
  const names = await disk.list(sessionsFolder(root))
  return names.filter((name) => name.startsWith(`${id}.`) && /^[\d.]+$/.test(name.slice(id.length)))
}

async function hide(home: Home, id: string): Promise<void> {
  const { hidden } = sessionPaths(home.root, id)
  await whileHeld(home, id, async (release) => {
    await writeFile(home.disk, hidden, { bytes: Buffer.from('\n'), durable: true })
    await deleteUnlessForked(home, id)
    await release()
  })
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
