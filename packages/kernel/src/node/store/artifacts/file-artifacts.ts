// Bytes by content hash, in a folder per session. An artifact in place is whole and durable; a reader proves it anyway.
// What no disk was waited for stands elsewhere, so that nothing durable is ever taken from there.
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
import { isOf } from './is-of.ts'
import { LooseArtifacts } from './loose-artifacts.ts'

/** The artifacts of a session: puts go to its own folder, gets look there and then in its parents'. */
export function fileArtifacts(disk: Disk, lineage: Lineage): Artifacts {
  const [{ session, paths: own }] = lineage
  const places = lineage.map(({ paths }) => ({
    folder: paths.artifacts,
    loose: new LooseArtifacts(disk, paths.transcripts),
  }))
  const puts = new Map<Hash, Promise<void>>()
  const putOnce = (hash: Hash, bytes: Uint8Array): Promise<void> => {
    const put = puts.get(hash) ?? putDurable(disk, pathIn(own.artifacts, hash), bytes)
    puts.set(hash, put)
    put.catch(() => puts.delete(hash))
    return put
  }
  return {
    async put(bytes, { durable = true } = {}) {
      const hash = `sha256:${digest('sha256', bytes, 'hex')}`
      try {
        await (durable ? putOnce(hash, bytes) : places[0]?.loose.put(hash, bytes))
      } catch (error) {
        throw storeFailed(`store an artifact of session ${session}`, error)
      }
      return hash
    },
    async get(hash) {
      if (!Hash.safeParse(hash).success) return undefined
      for (const { folder, loose } of places) {
        const bytes = await readWhole(disk, pathIn(folder, hash))
        if (bytes) return proven(bytes, hash, folder)
        const kept = await loose.get(hash)
        if (kept) return kept
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

async function putDurable(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  if ((await disk.size(path)) !== bytes.length) {
    await writeFile(disk, path, { bytes, durable: true })
  }
  // The name may be another process's, of this moment; the folders above may be new.
  const folder = dirname(path)
  await Promise.all([folder, dirname(folder), dirname(dirname(folder))].map(disk.syncFolder))
}

function proven(bytes: Buffer, hash: Hash, folder: string): Uint8Array {
  if (isOf(bytes, hash)) return bytes
  throw new KernelError(
    'session_damaged',
    `Artifact ${hash} in ${folder} does not have the content that its name says: restore it from a backup.`,
  )
}
