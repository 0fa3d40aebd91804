import type { Disk } from './disk/disk.ts'
import type { Locks } from './lock/locks.ts'
import type { Repair } from './repair.ts'

/** What every verb of the store works with. */
export interface Home {
  /** The folder that holds everything, absolute. */
  root: string
  disk: Disk
  locks: Locks
  repaired(repair: Repair): void
}
