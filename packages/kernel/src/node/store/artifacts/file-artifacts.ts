// Bytes by content hash, in a folder per session. An artifact in place is whole and durable; a reader proves it anyway.
// What no disk was waited for has a folder of its own, so that nothing durable is ever taken from there.
import { hash as digest } from 'node:crypto'
import { dirname, join } from 'node:path'
import { KernelError } from '../../../errors/kernel-error.ts'
import { Hash } from '../../../events/hash.ts'
import type { Artifacts } from '../../../ports/artifacts.ts'
import type { Disk } from '../disk/disk.ts'
import { readWhole } from '../disk/read-whole.ts'
import { writeFile } from '../disk/write-file.ts'
import { storeFailed } from '../errors/store-failed.ts'
import type { Lineage } from '../lineage/lineage.ts'

/** The artifacts of a session: puts go to its own folder, gets look there and then in its parents'. */
export function fileArtifacts(disk: Disk, lineage: Lineage): Artifacts {
  const [{ session, paths: own }] = lineage
  const puts = new Map<string, Promise<void>>()
  return {
    async put(bytes, { durable = true } = {}) {
      const hash = `sha256:${digest('sha256', bytes, 'hex')}`
      const path = pathIn(durable ? own.artifacts : own.transcripts, hash)
      const put = puts.get(path) ?? putOnce(disk, path, { bytes, durable })
      puts.set(path, put)
      try {
        await put
      } catch (error) {
        puts.delete(path)
        throw storeFailed(`store an artifact of session ${session}`, error)
      }
      return hash
    },
    async get(hash) {
      if (!Hash.safeParse(hash).success) return undefined
      for (const { paths } of lineage) {
        const bytes = await readWhole(disk, pathIn(paths.artifacts, hash))
        if (bytes) return proven(bytes, hash, paths.artifacts)
        const loose = await readWhole(disk, pathIn(paths.transcripts, hash))
        if (loose && isOf(loose, hash)) return loose
      }
      return undefined
    },
  }
}

/** `<folder>/<the first two digits>/<all digits>` */
function pathIn(folder: string, hash: Hash): string {
  const hex = hash.slice('sha256:'.length)
  return join(folder, hex.slice(0, 2), hex)
}

async function putOnce(
  disk: Disk,
  path: string,
  { bytes, durable }: { bytes: Uint8Array; durable: boolean },
): Promise<void> {
  if ((await disk.size(path)) !== bytes.length) await writeFile(disk, path, { bytes, durable })
  if (!durable) return
  // The name may be another process's, of this moment; the folders above may be new.
  const folder = dirname(path)
  await Promise.all([folder, dirname(folder), dirname(dirname(folder))].map(disk.syncFolder))
}

const isOf = (bytes: Uint8Array, hash: Hash) => `sha256:${digest('sha256', bytes, 'hex')}` === hash

function proven(bytes: Buffer, hash: Hash, folder: string): Uint8Array {
  if (isOf(bytes, hash)) return bytes
  throw new KernelError(
    'session_damaged',
    `Artifact ${hash} in ${folder} does not have the content that its name says: restore it from a backup.`,
  )
}
