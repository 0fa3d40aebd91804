import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { errorOf } from './config-error.ts'
import type { TextLayer } from './layer.ts'

const mostBytes = 1024 * 1024

/**
 * A configuration file as a layer; undefined when there is none. `label` is what errors call it: its path by default.
 * Links are followed. Throws `unreadable_file` when it is no file, over 1 MiB, not UTF-8 or not to be read; waits for
 * nobody, also where it is a pipe. Synchronous: at a program's start that is faster.
 */
export function readConfigFile(path: string, name: string, label = path): TextLayer | undefined {
  const refuse = (message: string, cause?: unknown) =>
    errorOf('unreadable_file', [{ layer: name, label, file: path, key: '', message }], { cause })
  let file: number | undefined
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) {
      const what = stat.isDirectory() ? 'a folder' : 'no regular file'
      throw refuse(`This is ${what}. Name a file of JSON, or move it away.`)
    }
    const bytes = readBounded(file)
    if (!bytes)
      throw refuse('This file is over 1 MiB, too long for configuration. Make it shorter.')
    const text = decode(bytes)
    if (text === undefined) throw refuse('This file is not UTF-8. Save it as UTF-8.')
    return { name, label, file: path, text }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    if (!(error instanceof Error && 'errno' in error)) throw error
    throw refuse(`This file cannot be read (${String(code)}). Check who may read it.`, error)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** All of a file, however it grows; undefined when it is too long. */
function readBounded(file: number): Uint8Array | undefined {
  const bytes = new Uint8Array(mostBytes + 1)
  let length = 0
  for (;;) {
    const bytesRead = readSync(file, bytes, length, bytes.length - length, length)
    length += bytesRead
    if (length > mostBytes) return undefined
    if (bytesRead === 0) return bytes.subarray(0, length)
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
