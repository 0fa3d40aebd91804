import { chunkDecoder, type Batch } from './chunk-decoder.ts'
import type { Opened } from './open-answer.ts'
import type { StallWatch } from './stall-watch.ts'

/** A connection is used again only when its answer was read to the last byte, which follows the end mark at once. */
const lastByteMs = 50

/**
 * Reads an answer to its end, one batch for each piece that comes, without throwing: a connection that breaks ends it.
 * Leaving early closes the connection.
 */
export async function* receiveChunks(
  { contentType, body }: Opened,
  { watch, signal }: { watch: StallWatch; signal: AbortSignal },
): AsyncGenerator<Batch, void, undefined> {
  if (!body) return
  const decoder = chunkDecoder(contentType)
  const reader = body.getReader()
  const close = () => void reader.cancel(signal.reason).catch(alreadyBroken)
  // Not every `fetch` that is handed in looks at the signal once its answer has begun.
  signal.addEventListener('abort', close, { once: true })
  let isOver = false
  try {
    while (!decoder.closed) {
      const bytes = await nextPiece(reader)
      watch.beat()
      isOver = bytes === undefined
      yield bytes ? decoder.push(bytes) : decoder.end()
      if (isOver) return
    }
    isOver = await endsSoon(reader)
  } finally {
    signal.removeEventListener('abort', close)
    if (!isOver) close()
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** The next bytes; undefined at the end, however the connection came to it. */
async function nextPiece(reader: Reader): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await reader.read()
    return done ? undefined : value
  } catch (error) {
    return alreadyBroken(error)
  }
}

function endsSoon(reader: Reader): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, lastByteMs, false)
  void nextPiece(reader).then((bytes) => {
    clearTimeout(timer)
    resolve(bytes === undefined)
  })
  return promise
}

/** Whether the answer was whole is told by what came before. */
const alreadyBroken = (_error: unknown): undefined => undefined
