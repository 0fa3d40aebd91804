import { createHash } from 'node:crypto'
import { type FileHandle } from 'node:fs/promises'
import { TextDecoder } from 'node:util'
import type { Hash } from '@harness/kernel'
import { faultOf, type Fault } from './fault.ts'
import { LineWindow, type Window } from './line-window.ts'
import { editableBytes, openFile } from './load-file.ts'

export interface ReadLines {
  lines: string[]
  /** Undefined where a large file was not read to its end. */
  total: number | undefined
  /** Undefined where the file is too large to be edited. */
  hash: Hash | undefined
}

const chunkBytes = 256 * 1024

/** Reads a window of lines in constant memory; a file that can be edited is read and hashed whole. */
export async function readLines(
  place: { path: string; name: string },
  range: Window,
  signal: AbortSignal,
): Promise<ReadLines | Fault> {
  try {
    const { file, size } = await openFile(place.path)
    try {
      return await readWindow(file, { ...place, size, range, signal })
    } finally {
      await file.close()
    }
  } catch (error) {
    return faultOf(error, place.name)
  }
}

interface Reading {
  name: string
  size: number
  range: Window
  signal: AbortSignal
}

async function readWindow(
  file: FileHandle,
  { name, size, range, signal }: Reading,
): Promise<ReadLines | Fault> {
  const whole = size <= editableBytes
  const window = new LineWindow(range)
  const hash = createHash('sha256')
  let decoder: TextDecoder | undefined
  let ended = true
  for await (const bytes of chunksOf(file, size)) {
    if (signal.aborted) return { code: 'cancelled', message: 'Cancelled.' }
    decoder ??= decoderOf(bytes)
    if (!decoder) return binary(name, size)
    window.push(decoder.decode(bytes, { stream: true }))
    if (whole) hash.update(bytes)
    else if (window.full) {
      ended = false
      break
    }
  }
  window.push(decoder?.decode() ?? '')
  window.end()
  return {
    lines: window.lines,
    total: ended ? window.total : undefined,
    hash: whole ? `sha256:${hash.digest('hex')}` : undefined,
  }
}

/** The same buffer each time. */
async function* chunksOf(file: FileHandle, size: number): AsyncIterable<Buffer> {
  const chunk = Buffer.alloc(Math.min(chunkBytes, size + 1))
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length)
    if (bytesRead === 0) return
    yield chunk.subarray(0, bytesRead)
  }
}

/** How the bytes are text, by how they begin; undefined when they are not. */
function decoderOf(start: Buffer): TextDecoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be')
  return start.subarray(0, 8192).includes(0) ? undefined : new TextDecoder()
}

const binary = (name: string, size: number): Fault => ({
  code: 'binary',
  message: `${name} is a binary file of ${size} bytes; look at it with a command.`,
})
