import type { ExchangeRecorder } from './exchange-recorder.ts'
import { eventDecoder, type Batch, type ParseEvents } from './event-decoder.ts'
import type { Opened } from './open-answer.ts'
import type { StallWatch } from './stall-watch.ts'

/**
 * How long is waited for more once an answer has said that it is over, in milliseconds: a connection is used again only
 * when it was read to its last byte, which follows at once.
 */
const lastByteMs = 50

/** A server that never stops talking after its answer keeps nobody longer than this. */
const mostLateMs = 5_000

/** No answer is longer; a server that floods is cut off. */
const mostBytes = 256 * 1024 * 1024

/** What an answer is read with. */
export interface Receiving {
  watch: StallWatch
  signal: AbortSignal
  parse: ParseEvents
  recorder: ExchangeRecorder | undefined
  /** Whether the answer has said that it is over: what follows at once still counts, nothing else is waited for. */
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
  /** When nobody waits any longer. */
  let late: number | undefined
  try {
    while (length < mostBytes) {
      const isSaid = decoder.closed || isOver()
      if (isSaid) late ??= performance.now() + mostLateMs
      const next = nextPiece(reader)
      const piece = await (late === undefined
        ? next
        : within(next, Math.min(lastByteMs, late - performance.now())))
      watch.beat()
      if (piece.kind === 'bytes') {
        recorder?.took(piece.bytes)
        length += piece.bytes.length
        if (!decoder.closed) yield decoder.push(piece.bytes)
        continue
      }
      isRead = piece.kind !== 'late'
      if (piece.kind === 'end') recorder?.over()
      if (!decoder.closed) yield decoder.end()
      return
    }
  } finally {
    signal.removeEventListener('abort', close)
    if (!isRead) close()
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>
type Piece = { kind: 'bytes'; bytes: Uint8Array } | { kind: 'end' | 'broken' | 'late' }

/** The next bytes, or how there are none. */
async function nextPiece(reader: Reader): Promise<Piece> {
  try {
    const { done, value } = await reader.read()
    return done ? { kind: 'end' } : { kind: 'bytes', bytes: value }
  } catch (error) {
    return alreadyBroken(error)
  }
}

async function within(piece: Promise<Piece>, ms: number): Promise<Piece> {
  const late = Promise.withResolvers<Piece>()
  const timer = setTimeout(() => late.resolve({ kind: 'late' }), ms)
  try {
    return await Promise.race([piece, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** Whether the answer was whole is told by what came before. */
const alreadyBroken = (_error: unknown): Piece => ({ kind: 'broken' })
