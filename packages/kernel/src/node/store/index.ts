// The durable store: sessions in files, on one machine.
export { fileSessions, type FileSessions, type FileSessionsOptions } from './file-sessions.ts'
export { type ListedSession, type ListOptions } from './catalog/search-index.ts'
export { type SessionSummary } from './catalog/session-summary.ts'
export { newSessionId } from './new-session-id.ts'
export { isSessionId } from './session-id.ts'
export { type Repair } from './repair.ts'

// What a host or a simulation may put in the place of the machine.
export { type Disk, type DiskFile, type OpenMode } from './disk/disk.ts'
export { nodeDisk } from './disk/node-disk.ts'
export { type Locks } from './lock/locks.ts'
