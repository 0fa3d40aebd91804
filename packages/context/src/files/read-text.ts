import { constants } from 'node:fs'
import { open, realpath, type FileHandle } from 'node:fs/promises'
import { sep } from 'node:path'
import { fileErrorCode } from './file-error-code.ts'

/** The folder that every file is in, on every system. */
export const anywhere = '/'

export interface ReadTextOptions {
  /** A link is followed as long as it stays in this folder. */
  within: string
  /** Bytes. */
  most: number
  /** What becomes of a larger file. Default: it is refused. */
  larger?: 'cut'
}

export interface ReadText {
  text: string
  /** Of the whole file. */
  bytes: number
  /** The same for every path that leads to this file. */
  identity: string
}

export interface Unread {
  /** Continues a sentence that begins with the path. */
  why: string
  /** What the file system said, where it did. */
  code?: string
}

/** The text of a file that a stranger may have put there: bounded, no pipe or device, no way out, and UTF-8. */
export async function readText(path: string, options: ReadTextOptions): Promise<ReadText | Unread> {
  try {
    const real = await realpath(path)
    if (!(await isWithin(real, options.within))) {
      return { why: 'is a link that leaves its folder; not read.' }
    }
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
    try {
      return await readOpened(file, options)
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = fileErrorCode(error)
    return { why: `cannot be read (${code}). Check who may.`, code }
  }
}

/** Whether a real path is in a folder. Rejects when the folder is not there. */
export async function isWithin(real: string, folder: string): Promise<boolean> {
  if (folder === anywhere) return true
  const root = await realpath(folder)
  return real === root || real.startsWith(root.endsWith(sep) ? root : root + sep)
}

async function readOpened(
  file: FileHandle,
  { most, larger }: ReadTextOptions,
): Promise<ReadText | Unread> {
  const stat = await file.stat({ bigint: true })
  if (!stat.isFile()) return { why: 'is no file; not read.' }
  const size = Number(stat.size)
  if (size > most && !larger) return { why: `is over ${most / 1024} KiB; make it shorter.` }
  const bytes = await beginningOfFile(file, Math.min(size, most))
  const text = decode(bytes, size > most)
  if (text === undefined) return { why: 'is not UTF-8; save it as UTF-8.' }
  return { text, bytes: size, identity: `${stat.dev}:${stat.ino}` }
}

async function beginningOfFile(file: FileHandle, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(most)
  let length = 0
  while (length < most) {
    const { bytesRead } = await file.read(bytes, length, most - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
}

/** Of a cut text, the character in the cut is left out. */
function decode(bytes: Uint8Array, isCut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: isCut,
    })
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
