import { recordOf } from '../read-json.ts'

/** A chunk, an error that the server sent in its stream, or the end of the connection in the middle of it. */
export type Received =
  | { kind: 'chunk'; chunk: unknown }
  | { kind: 'error'; error: unknown }
  | { kind: 'broken' }

/** Reads a stream to its end without throwing. Leaving early closes the connection. */
export async function* receiveChunks(
  chunks: AsyncIterable<unknown>,
): AsyncGenerator<Received, void, undefined> {
  const iterator = chunks[Symbol.asyncIterator]()
  let ended = false
  try {
    while (!ended) {
      const received = await next(iterator)
      ended = received === undefined || received.kind !== 'chunk'
      if (received) yield received
    }
  } finally {
    if (!ended) await iterator.return?.()
  }
}

async function next(iterator: AsyncIterator<unknown>): Promise<Received | undefined> {
  try {
    const { done, value } = await iterator.next()
    if (done) return undefined
    const error = recordOf(value)?.['error']
    return error == null ? { kind: 'chunk', chunk: value } : { kind: 'error', error }
  } catch (error) {
    // The client throws error objects of the stream; whatever else it throws is a connection or a chunk cut short.
    const sent = error instanceof Error && 'error' in error ? error.error : undefined
    return sent == null ? { kind: 'broken' } : { kind: 'error', error: sent }
  }
}
