import { join } from 'node:path'
import { isKernelError } from './errors/as-kernel-error.ts'
import type { Home } from './home.ts'
import { readParent } from './lineage/lineage.ts'
import { sessionPaths } from './session-paths.ts'

/** Whether anything reads a session's log as its own past. Forgets children that a crash left registered and unborn. */
export async function hasForks(home: Home, id: string): Promise<boolean> {
  const { forks } = sessionPaths(home.root, id)
  const marks = await home.disk.list(forks)
  for (const child of marks.filter((name) => !name.endsWith('.tmp'))) {
    if (await isFork(home, child, id)) return true
    if (await isHeld(home, child)) return true // it is on its way
    await home.disk.remove(join(forks, child))
  }
  return false
}

async function isFork(home: Home, child: string, id: string): Promise<boolean> {
  if ((await home.disk.size(sessionPaths(home.root, child).log)) === undefined) return false
  return (await readParent(home, child))?.session === id
}

async function isHeld({ locks }: Home, id: string): Promise<boolean> {
  try {
    const release = await locks.hold(id)
    await release()
    return false
  } catch (error) {
    if (isKernelError(error, 'session_held')) return true
    throw error
  }
}
