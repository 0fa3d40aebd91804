import { statSync, watch, writeSync } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { errorCode } from '../errors/error-code.ts'
import type { Disk, DiskFile, OpenMode } from './disk.ts'

const flags = { read: 'r', append: 'a+', new: 'ax+' } as const satisfies Record<OpenMode, string>

/** Up to here a write to the page cache is done at once: the way through the thread pool costs ten times the write. */
const smallWrite = 64 * 1024

/** The file system of this machine. */
export const nodeDisk: Disk = {
  async open(path, mode) {
    return nodeFile(await open(path, flags[mode], 0o600))
  },
  async size(path) {
    return statSync(path, { throwIfNoEntry: false })?.size
  },
  async list(folder) {
    try {
      return await readdir(folder)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  },
  rename,
  async remove(path) {
    await rm(path, { recursive: true, force: true })
  },
  syncFolder,
  watch: watchPath,
}

const nodeFile = (handle: FileHandle): DiskFile => ({
  async size() {
    return (await handle.stat()).size
  },
  async read(into, position) {
    return (await handle.read(into, 0, into.length, position)).bytesRead
  },
  append(bytes) {
    if (bytes.length <= smallWrite) return writeSync(handle.fd, bytes)
    return handle.write(bytes).then(({ bytesWritten }) => bytesWritten)
  },
  truncate: (size) => handle.truncate(size),
  sync: () => handle.datasync(),
  close: () => handle.close(),
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
