/** `append` opens for reading and appending and makes the file where it is missing; `new` refuses one that is there. */
export type OpenMode = 'read' | 'append' | 'new'

/**
 * Everything the store asks of a file system, so that a test or a simulation can be one. Rejects with errors that
 * carry the system's `code` (`ENOSPC`, `EIO`, `ENOENT`, `EEXIST`…). Folders are 0700, files 0600.
 */
export interface Disk {
  open(path: string, mode: OpenMode): Promise<DiskFile>
  /** The bytes of a file; undefined when there is none. */
  size(path: string): Promise<number | undefined>
  /** The names in a folder, in no order; none when there is no folder. */
  list(folder: string): Promise<string[]>
  /** Makes the folder and those above it. */
  makeFolder(folder: string): Promise<void>
  /** Atomic; replaces what is there. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file, or a folder and all in it; nothing there is fine. */
  remove(path: string): Promise<void>
  /** Makes the names in a folder durable. */
  syncFolder(folder: string): Promise<void>
  /** Tells of changes to a file or in a folder, perhaps too often, perhaps not at all. Answers how to stop. */
  watch(path: string, changed: () => void): () => void
}

export interface DiskFile {
  size(): Promise<number>
  /** Fills `into` from `position`; answers how many bytes, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Writes some of the bytes at the end; answers how many. A number at once where waiting would cost more. */
  append(bytes: Uint8Array): number | Promise<number>
  truncate(size: number): Promise<void>
  /** Makes the bytes durable (fdatasync). */
  sync(): Promise<void>
  close(): Promise<void>
}
