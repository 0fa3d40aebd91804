import type { Disk, DiskFile } from '../disk/disk.ts'
import { nodeDisk } from '../disk/node-disk.ts'

type Answer = number | undefined

/** What may go wrong, by operation: throw, or answer how many bytes are written, or nothing for all well. */
interface Faults {
  append?: (bytes: Uint8Array) => Answer
  truncate?: () => void
  sync?: () => void | Promise<void>
  rename?: () => void
}

/** The file system with faults that can be changed while it is used. They concern only paths that contain `where`. */
export function faultyDisk(where = 'log.jsonl') {
  const faults: Faults = {}
  const disk: Disk = {
    ...nodeDisk,
    async open(path, mode) {
      const file = await nodeDisk.open(path, mode)
      return path.includes(where) ? faulty(file, faults) : file
    },
    async rename(from, to) {
      if (to.includes(where)) faults.rename?.()
      await nodeDisk.rename(from, to)
    },
  }
  return { disk, faults }
}

export const systemError = (code: string) => Object.assign(new Error(`${code}: injected`), { code })

export function fail(code: string): () => never {
  return () => {
    throw systemError(code)
  }
}

const faulty = (file: DiskFile, faults: Faults): DiskFile => ({
  ...file,
  append(bytes) {
    const count = faults.append?.(bytes)
    return file.append(count === undefined ? bytes : bytes.subarray(0, count))
  },
  async truncate(size) {
    faults.truncate?.()
    await file.truncate(size)
  },
  async sync() {
    await faults.sync?.()
    await file.sync()
  },
})
