import type { Disk } from '../disk/disk.ts'
import { nodeDisk } from '../disk/node-disk.ts'

/** The file system, and the path of every reading it was asked for. */
export function countingDisk() {
  const read: string[] = []
  const disk: Disk = {
    ...nodeDisk,
    async open(path, mode) {
      const file = await nodeDisk.open(path, mode)
      return {
        ...file,
        async read(into, position) {
          read.push(path)
          return file.read(into, position)
        },
      }
    },
  }
  return { disk, read }
}
