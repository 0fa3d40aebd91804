// One writer per session, by the operating system: an exclusive transaction on a small file that ends with its process.
// A process must never open that file by other means while it holds it: closing it again would drop the lock.
import { chmodSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { KernelError } from '../../../errors/kernel-error.ts'
import { nodeDisk } from '../disk/node-disk.ts'
import { storeFailed } from '../errors/store-failed.ts'
import { describeHolder, writeHolder } from './holder.ts'
import { loadSqlite } from './load-sqlite.ts'
import type { Locks } from './locks.ts'
import { sqliteError } from './sqlite-error.ts'

/** What this process holds, by path. A property of the process, so it stands outside every store. */
const held = new Map<string, DatabaseSync>()

/** Locks in the folder `locks` of a home. `command` is what a refused process is told of this one. */
export function sqliteLocks(root: string, command: string): Locks {
  const folder = resolve(root, 'locks')
  return {
    async hold(id) {
      const lock = join(folder, `${id}.lock`)
      const holder = join(folder, `${id}.holder.json`)
      await nodeDisk.makeFolder(folder)
      if (held.has(lock) || !take(lock, id)) {
        throw heldBy(id, await describeHolder(nodeDisk, holder))
      }
      try {
        await writeHolder(nodeDisk, holder, command)
      } catch (error) {
        release(lock)
        throw storeFailed(`write down who holds session ${id}`, error)
      }
      let released = false
      return async () => {
        if (released) return
        released = true
        await nodeDisk.remove(holder)
        release(lock)
      }
    },
  }
}

/** False when somebody has the lock. */
function take(lock: string, id: string): boolean {
  const { DatabaseSync } = loadSqlite()
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(lock)
    chmodSync(lock, 0o600)
    // Nothing is ever written through it, so it needs no journal in the folder.
    database.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
    held.set(lock, database)
    return true
  } catch (error) {
    database?.close()
    if (sqliteError(error) === 'busy') return false
    throw storeFailed(`lock session ${id}`, error)
  }
}

function release(lock: string): void {
  held.get(lock)?.close()
  held.delete(lock)
}

const heldBy = (id: string, holder: string) =>
  new KernelError(
    'session_held',
    `Session ${id} is held by ${holder}: post to it, wait until that process is done, or end it.`,
  )
