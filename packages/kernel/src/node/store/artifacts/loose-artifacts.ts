// Bytes that no disk is waited for, one after the other in one file: every turn writes some, and a file of their own each
// would cost more than they do. A line says what follows: `{"hash":"sha256:…","bytes":123}`. What a crash tore is
// passed over; a reader proves what it reads.
import { dirname } from 'node:path'
import { z } from 'zod'
import { Hash } from '../../../events/hash.ts'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { openExisting, readBetween } from '../disk/read-whole.ts'
import { writeWhole } from '../disk/write-whole.ts'
import { errorCode } from '../errors/error-code.ts'
import { isOf } from './is-of.ts'

const Head = z.object({ hash: Hash, bytes: z.int().nonnegative() })

/** No head is longer. */
const headBytes = 128

export class LooseArtifacts {
  readonly #disk: Disk
  readonly #path: string
  /** Where the bytes of each stand. */
  readonly #places = new Map<Hash, { from: number; to: number }>()
  /** Up to here the file was looked through: whole records. */
  #known = 0
  #queue: Promise<unknown> = Promise.resolve()

  constructor(disk: Disk, path: string) {
    this.#disk = disk
    this.#path = path
  }

  /** Only the holder of the session writes. Resolves when the bytes can be read, by other processes too. */
  put(hash: Hash, bytes: Uint8Array): Promise<void> {
    const turn = this.#queue.then(() => this.#put(hash, bytes))
    this.#queue = turn.catch(() => undefined)
    return turn
  }

  /** Undefined when they are not there, or not any more. */
  async get(hash: Hash): Promise<Uint8Array | undefined> {
    const file = await openExisting(this.#disk, this.#path)
    if (!file) return undefined
    try {
      if (!this.#places.has(hash)) await this.#look(file)
      const place = this.#places.get(hash)
      const bytes = place && (await readBetween(file, place.from, place.to))
      return bytes && isOf(bytes, hash) ? bytes : undefined
    } finally {
      await file.close()
    }
  }

  async #put(hash: Hash, bytes: Uint8Array): Promise<void> {
    if (this.#places.has(hash)) return
    const file = await openFor(this.#disk, this.#path)
    try {
      await this.#look(file)
      const end = await file.size()
      // Behind something torn the next one begins on a line of its own.
      const gap = end > this.#known ? newline : nothing
      const head = Buffer.from(`${JSON.stringify({ hash, bytes: bytes.length })}\n`)
      const record = Buffer.concat([gap, head, bytes, newline])
      try {
        await writeWhole(file, record)
      } catch (error) {
        await file.truncate(end)
        throw error
      }
      this.#take(hash, end + gap.length + head.length, bytes.length)
    } finally {
      await file.close()
    }
  }

  #take(hash: Hash, from: number, length: number): void {
    this.#places.set(hash, { from, to: from + length })
    // Somebody who reads meanwhile may have come further.
    this.#known = Math.max(this.#known, from + length + newline.length)
  }

  /** Reads the heads of what was added since. */
  async #look(file: DiskFile): Promise<void> {
    const size = await file.size()
    let at = this.#known
    while (at < size) {
      const head = headOf(await readBetween(file, at, at + headBytes))
      if (!head) {
        const next = await nextHead(file, at, size)
        if (next === undefined) return
        at = next
        continue
      }
      const from = at + head.length
      at = from + head.bytes + newline.length
      if (at > size) {
        // Torn, or not yet written to its end.
        const next = await nextHead(file, from, size)
        if (next === undefined) return
        at = next
        continue
      }
      this.#take(head.hash, from, head.bytes)
    }
  }
}

const newline = Buffer.from('\n')
const nothing = Buffer.alloc(0)
const mark = Buffer.from('\n{"hash":"sha256:')

/** Where the next one begins behind something that is none. */
async function nextHead(file: DiskFile, at: number, size: number): Promise<number | undefined> {
  const found = (await readBetween(file, at, size)).indexOf(mark)
  return found < 0 ? undefined : at + found + 1
}

function headOf(bytes: Buffer) {
  const end = bytes.indexOf(newline)
  if (end < 0) return undefined
  try {
    const head = Head.parse(JSON.parse(bytes.toString('utf8', 0, end)))
    return { ...head, length: end + 1 }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined
    throw error
  }
}

async function openFor(disk: Disk, path: string): Promise<DiskFile> {
  try {
    return await disk.open(path, 'append')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
  await disk.makeFolder(dirname(path))
  return disk.open(path, 'append')
}
