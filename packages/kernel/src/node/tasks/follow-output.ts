import { open, type FileHandle } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often a person sees something new; a command that ends sooner costs no look at all. */
const everyMs = 100
/** At most this is shown of what came since the last look. */
const atMost = 64 * 1024

/**
 * Hands on what is appended to a file, in pieces of text, a flood shortened. `stop` resolves when the last piece,
 * written before its call, was handed on; it never rejects. What is only shown may be missing: a file that cannot be
 * opened is tried again, and one that cannot be read, or whose reader throws, is followed no further.
 */
export function followOutput(
  path: string,
  output: (text: string) => void,
): { stop(): Promise<void> } {
  const end = new AbortController()
  const done = follow(path, output, end.signal).catch(() => undefined)
  return {
    async stop() {
      end.abort()
      await done
    },
  }
}

async function follow(
  path: string,
  output: (text: string) => void,
  end: AbortSignal,
): Promise<void> {
  const tail = new Tail(path, output)
  try {
    while (!end.aborted) {
      await elapsed(everyMs, end)
      await tail.advance()
    }
  } finally {
    await tail.close()
  }
}

/** Resolves early when the signal fires. */
async function elapsed(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal, ref: false })
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

class Tail {
  readonly #path: string
  readonly #output: (text: string) => void
  readonly #decoder = new TextDecoder()
  #file: FileHandle | undefined
  #position = 0

  constructor(path: string, output: (text: string) => void) {
    this.#path = path
    this.#output = output
  }

  async advance(): Promise<void> {
    const file = (this.#file ??= await openIfPossible(this.#path))
    if (!file) return
    const { size } = await file.stat()
    const skipped = size - this.#position - atMost
    if (skipped > 0) {
      this.#output(`\n[${skipped} bytes not shown]\n`)
      this.#position += skipped
    }
    const wanted = Math.min(atMost, size - this.#position)
    if (wanted <= 0) return
    const { bytesRead, buffer } = await file.read(new Uint8Array(wanted), 0, wanted, this.#position)
    this.#position += bytesRead
    const text = this.#decoder.decode(buffer.subarray(0, bytesRead), { stream: true })
    if (text !== '') this.#output(text)
  }

  async close(): Promise<void> {
    await this.#file?.close()
  }
}

async function openIfPossible(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
