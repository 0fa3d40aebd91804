import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  ftruncate,
  openSync,
  read,
  readSync,
  readdirSync,
  renameSync,
  statSync,
  watch,
  write,
  writeSync,
} from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { KernelError } from '../../../errors/kernel-error.ts'
import { errorCode } from '../errors/error-code.ts'
import type { Disk, DiskFile, OpenMode } from './disk.ts'
import { makeFolder } from './make-folder.ts'

const { O_APPEND, O_CREAT, O_EXCL, O_NONBLOCK, O_RDONLY, O_RDWR } = constants
const append = O_RDWR | O_CREAT | O_APPEND

/** A pipe in the place of a file would be waited for, by the whole process, until somebody opens its other end. */
const flags: Readonly<Record<OpenMode, number>> = {
  read: O_RDONLY | O_NONBLOCK,
  append: append | O_NONBLOCK,
  new: append | O_EXCL,
}

/** Up to here the page cache is asked at once, as is what a file is: the way through the thread pool costs ten times it. */
const small = 64 * 1024

const readLater = promisify(read)
const writeLater = promisify(write)
const truncateLater = promisify(ftruncate)
const syncLater = promisify(fdatasync)

/** The file system of this machine. */
export const nodeDisk: Disk = {
  async open(path, mode) {
    const file = openSync(path, flags[mode], 0o600)
    if (fstatSync(file).isFile()) return nodeFile(file)
    closeSync(file)
    throw new KernelError(
      'session_damaged',
      `${path} is no file: put back the one that was there, or move away the folder it is in.`,
    )
  },
  async size(path) {
    return statSync(path, { throwIfNoEntry: false })?.size
  },
  async list(folder) {
    try {
      return readdirSync(folder)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  async makeFolder(folder) {
    makeFolder(folder)
  },
  async rename(from, to) {
    renameSync(from, to)
  },
  async remove(path) {
    await rm(path, { recursive: true, force: true })
  },
  syncFolder,
  watch: watchPath,
}

const nodeFile = (file: number): DiskFile => ({
  async size() {
    return fstatSync(file).size
  },
  async read(into, position) {
    if (into.length <= small) return readSync(file, into, 0, into.length, position)
    return (await readLater(file, into, 0, into.length, position)).bytesRead
  },
  append(bytes) {
    if (bytes.length <= small) return writeSync(file, bytes)
    return writeLater(file, bytes).then(({ bytesWritten }) => bytesWritten)
  },
  truncate: (size) => truncateLater(file, size),
  sync: () => syncLater(file),
  async close() {
    closeSync(file)
  },
})

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // folders cannot be opened there
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A watch that cannot be had, or fails later, is silence: every watcher here also polls. */
function watchPath(path: string, changed: () => void): () => void {
  try {
    const watcher = watch(path, { persistent: false }, changed)
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return () => undefined
  }
}
