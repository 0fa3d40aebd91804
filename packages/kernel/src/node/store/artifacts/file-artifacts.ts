// Bytes by content hash, in a folder per session. An artifact in place is whole and durable; a reader proves it anyway.
// What no disk was waited for has a folder of its own, so that nothing durable is ever taken from there.
import { hash as digest } from 'node:crypto'
import { dirname, join } from 'node:path'
import { KernelError } from '../../../errors/kernel-error.ts'
import { Hash } from '../../../events/hash.ts'
import type { Artifacts } from '../../../ports/artifacts.ts'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { readWhole } from '../disk/read-whole.ts'
import { writeFile } from '../disk/write-file.ts'
import { writeWhole } from '../disk/write-whole.ts'
import { errorCode } from '../errors/error-code.ts'
import { storeFailed } from '../errors/store-failed.ts'
import type { Lineage } from '../lineage/lineage.ts'

/** The artifacts of a session: puts go to its own folder, gets look there and then in its parents'. */
export function fileArtifacts(disk: Disk, lineage: Lineage): Artifacts {
  const [{ session, paths: own }] = lineage
  const puts = new Map<string, Promise<void>>()
  const keep = (hash: Hash, bytes: Uint8Array, durable: boolean) =>
    durable
      ? putDurable(disk, pathIn(own.artifacts, hash), bytes)
      : putLoose(disk, loosePathIn(own.transcripts, hash), bytes)
  return {
    async put(bytes, { durable = true } = {}) {
      const hash = `sha256:${digest('sha256', bytes, 'hex')}`
      const name = `${durable} ${hash}`
      const put = puts.get(name) ?? keep(hash, bytes, durable)
      puts.set(name, put)
      try {
        await put
      } catch (error) {
        puts.delete(name)
        throw storeFailed(`store an artifact of session ${session}`, error)
      }
      return hash
    },
    async get(hash) {
      if (!Hash.safeParse(hash).success) return undefined
      for (const { paths } of lineage) {
        const bytes = await readWhole(disk, pathIn(paths.artifacts, hash))
        if (bytes) return proven(bytes, hash, paths.artifacts)
        const loose = await readWhole(disk, loosePathIn(paths.transcripts, hash))
        if (loose && isOf(loose, hash)) return loose
      }
      return undefined
    },
  }
}

const hexOf = (hash: Hash) => hash.slice('sha256:'.length)

/** `<folder>/<the first two digits>/<all digits>` */
const pathIn = (folder: string, hash: Hash): string =>
  join(folder, hexOf(hash).slice(0, 2), hexOf(hash))

const loosePathIn = (folder: string, hash: Hash): string => join(folder, hexOf(hash))

async function putDurable(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  if ((await disk.size(path)) !== bytes.length) {
    await writeFile(disk, path, { bytes, durable: true })
  }
  // The name may be another process's, of this moment; the folders above may be new.
  const folder = dirname(path)
  await Promise.all([folder, dirname(folder), dirname(dirname(folder))].map(disk.syncFolder))
}

/** Every turn writes one: a reader tells a torn one by its bytes, so that it is written in place. */
async function putLoose(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await openNew(disk, path)
  if (!file) return
  try {
    await writeWhole(file, bytes)
  } catch (error) {
    await disk.remove(path)
    throw error
  } finally {
    await file.close()
  }
}

/** Undefined when it is there already. */
async function openNew(disk: Disk, path: string): Promise<DiskFile | undefined> {
  try {
    return await disk.open(path, 'new')
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return undefined
    if (errorCode(error) !== 'ENOENT') throw error
  }
  await disk.makeFolder(dirname(path))
  return disk.open(path, 'new')
}

const isOf = (bytes: Uint8Array, hash: Hash) => `sha256:${digest('sha256', bytes, 'hex')}` === hash

function proven(bytes: Buffer, hash: Hash, folder: string): Uint8Array {
  if (isOf(bytes, hash)) return bytes
  throw new KernelError(
    'session_damaged',
    `Artifact ${hash} in ${folder} does not have the content that its name says: restore it from a backup.`,
  )
}
