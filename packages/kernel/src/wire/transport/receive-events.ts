import type { ExchangeRecorder } from './exchange-recorder.ts'
import { eventDecoder, type Batch, type ParseEvents } from './event-decoder.ts'
import type { Opened } from './open-answer.ts'
import type { StallWatch } from './stall-watch.ts'

/** A connection is used again only when its answer was read to the last byte, which follows the end mark at once. */
const lastByteMs = 50

/** No answer is longer; a server that floods is cut off. */
const mostBytes = 256 * 1024 * 1024

/** What an answer is read with. */
export interface Receiving {
  watch: StallWatch
  signal: AbortSignal
  parse: ParseEvents
  recorder: ExchangeRecorder | undefined
  /** Whether the answer has said that it is over. */
  isOver(): boolean
}

/**
 * Reads an answer to its end, one batch for each piece that comes, without throwing: a connection that breaks ends it.
 * Leaving early closes the connection.
 */
export async function* receiveEvents(
  { contentType, body }: Opened,
  { watch, signal, parse, recorder, isOver }: Receiving,
): AsyncGenerator<Batch, void, undefined> {
  if (!body) return recorder?.over()
  const decoder = eventDecoder(contentType, parse)
  const reader = body.getReader()
  const close = () => void reader.cancel(signal.reason).catch(alreadyBroken)
  // Not every `fetch` that is handed in looks at the signal once its answer has begun.
  signal.addEventListener('abort', close, { once: true })
  let isRead = false
  let length = 0
  try {
    while (!decoder.closed && !isOver() && length < mostBytes) {
      const piece = await nextPiece(reader)
      watch.beat()
      if (piece.kind === 'bytes') {
        recorder?.took(piece.bytes)
        length += piece.bytes.length
        yield decoder.push(piece.bytes)
        continue
      }
      isRead = true
      if (piece.kind === 'end') recorder?.over()
      return yield decoder.end()
    }
    isRead = await endsSoon(reader, recorder)
  } finally {
    signal.removeEventListener('abort', close)
    if (!isRead) close()
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
type Piece = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'end' } | { kind: 'broken' }

/** The next bytes, or how there are none. */
async function nextPiece(reader: Reader): Promise<Piece> {
  try {
    const { done, value } = await reader.read()
    return done ? { kind: 'end' } : { kind: 'bytes', bytes: value }
  } catch (error) {
    return alreadyBroken(error)
  }
}

/** The answer is told; what follows is at most the mark of the end. */
async function endsSoon(reader: Reader, recorder: ExchangeRecorder | undefined): Promise<boolean> {
  const late = Promise.withResolvers<Piece>()
  const timer = setTimeout(() => late.resolve({ kind: 'broken' }), lastByteMs)
  for (;;) {
    const piece = await Promise.race([nextPiece(reader), late.promise])
    if (piece.kind === 'bytes') {
      recorder?.took(piece.bytes)
      continue
    }
    clearTimeout(timer)
    if (piece.kind === 'end') recorder?.over()
    return piece.kind === 'end'
  }
}

/** Whether the answer was whole is told by what came before. */
const alreadyBroken = (_error: unknown): Piece => ({ kind: 'broken' })
