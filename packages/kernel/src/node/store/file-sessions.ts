import { basename, resolve } from 'node:path'
import type { Sessions } from '../../ports/sessions.ts'
import { listSessions } from './catalog/list-sessions.ts'
import type { ListedSession, ListOptions } from './catalog/search-index.ts'
import { createSession } from './create-session.ts'
import type { Disk } from './disk/disk.ts'
import { nodeDisk } from './disk/node-disk.ts'
import { explained } from './errors/as-kernel-error.ts'
import { forkSession } from './fork-session.ts'
import type { Home } from './home.ts'
import type { Locks } from './lock/locks.ts'
import { sqliteLocks } from './lock/sqlite-locks.ts'
import { openSession } from './open-session.ts'
import { writePost } from './posts/write-post.ts'
import { readSession } from './read-session.ts'
import { removeSession } from './remove-session.ts'
import type { Repair } from './repair.ts'
import { requireSession } from './require-session.ts'
import { sessionPaths } from './session-paths.ts'

export interface FileSessionsOptions {
  /** The folder that holds everything; made when it is missing. */
  home: string
  /** Told of everything that a crash left and the store set aside. Default: nobody. Must not throw. */
  onRepair?(repair: Repair): void
  /** What others are told of this process while it holds a session. Default: the name of its program. */
  command?: string
  /** Default: the file system. */
  disk?: Disk
  /** Default: locks of the operating system, in the home. */
  locks?: Locks
}

/** The sessions of one home, in files. */
export interface FileSessions extends Sessions {
  /**
   * Deletes a session, and the sessions of its subagents. Forks of it go on; its files stay, hidden, until the last of
   * them is deleted. Rejects with `session_held` while somebody writes one of them, and with `commands_running` while a
   * command in its folder goes on; nothing is deleted then.
   */
  remove(id: string): Promise<void>
  /** The sessions that fit, the last changed first; forks and subagents included, deleted ones not. */
  list(options?: ListOptions): Promise<ListedSession[]>
}

/**
 * The durable store: a folder per session, one writer each, any number of readers, in any number of processes. Nothing is
 * touched until the first call.
 */
export function fileSessions(options: FileSessionsOptions): FileSessions {
  const home = homeOf(options)
  return {
    create: (id) => explained(`create session ${id}`, () => createSession(home, id)),
    open: (id) => explained(`open session ${id}`, () => openSession(home, id)),
    reader: (id) => explained(`read session ${id}`, () => readSession(home, id)),
    fork: (parent, at, child) =>
      explained(`fork session ${parent}`, () => forkSession(home, child, { session: parent, at })),
    post: (id, post) =>
      explained(`post to session ${id}`, async () => {
        await requireSession(home, id)
        await writePost(home.disk, sessionPaths(home.root, id).posts, post)
      }),
    list: (listing = {}) => explained('list the sessions', () => listSessions(home, listing)),
    remove: (id) => explained(`delete session ${id}`, () => removeSession(home, id)),
  }
}

function homeOf({ home, onRepair, command, disk = nodeDisk, locks }: FileSessionsOptions): Home {
  const root = resolve(home)
  return {
    root,
    disk,
    locks: locks ?? sqliteLocks(root, command ?? basename(process.argv[1] ?? process.title)),
    repaired: (repair) => onRepair?.(repair),
  }
}
