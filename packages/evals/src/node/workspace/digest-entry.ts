import { createHash, hash as digest } from 'node:crypto'
import { chmodSync, createReadStream, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { errorCode } from '../error-code.ts'
import type { TreeEntry } from './list-tree.ts'

/** What is longer is read piece by piece. */
const small = 1024 * 1024

export const digestOf = (bytes: Uint8Array | string): string =>
  `sha256:${digest('sha256', bytes, 'hex')}`

/** The digest of what a file holds, or of where a symlink leads; undefined for what is neither, or gone. */
export async function digestEntry(
  root: string,
  { path, kind, size }: Pick<TreeEntry, 'path' | 'kind' | 'size'>,
): Promise<string | undefined> {
  const full = join(root, path)
  if (kind === 'symlink') return digestOf(`symlink:${readlinkSync(full)}`)
  if (kind !== 'file') return undefined
  try {
    return await digestFile(full, size)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined // somebody is at work there
    if (errorCode(error) !== 'EACCES') throw error
    chmodSync(full, 0o600)
    return digestFile(full, size)
  }
}

async function digestFile(path: string, size: number): Promise<string> {
  if (size <= small) return digestOf(readFileSync(path))
  const sum = createHash('sha256')
  await pipeline(createReadStream(path), sum)
  return `sha256:${sum.digest('hex')}`
}
