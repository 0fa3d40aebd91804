import { join } from 'node:path'
import { sqliteError } from '../lock/sqlite-error.ts'
import type { Home } from '../home.ts'
import { openIndex } from './open-index.ts'
import { refreshIndex } from './refresh-index.ts'
import { type ListedSession, type ListOptions, searchIndex } from './search-index.ts'

/**
 * The sessions of a home. The index is a cache: one that is corrupt is made anew, and where it cannot be used at all (a
 * read-only home, somebody who does not let go of it) the answer comes from one in memory.
 */
export async function listSessions(home: Home, options: ListOptions): Promise<ListedSession[]> {
  const path = join(home.root, 'index.sqlite')
  try {
    return await listFrom(home, path, options)
  } catch (error) {
    const kind = sqliteError(error)
    if (kind === undefined) throw error
    if (kind === 'corrupt') await removeIndex(home, path)
    return listFrom(home, kind === 'corrupt' ? path : ':memory:', options)
  }
}

async function listFrom(home: Home, path: string, options: ListOptions): Promise<ListedSession[]> {
  const index = openIndex(path)
  try {
    await refreshIndex(home, index)
    return searchIndex(index, options)
  } finally {
    index.close()
  }
}

async function removeIndex({ disk }: Home, path: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) await disk.remove(`${path}${suffix}`)
}
