import { quiet } from './quiet.ts'
import type { LineEnds, LineReader } from './line-reader.ts'

interface Streams {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
}

/** Node's own line editor. */
export async function readlineReader(streams: Streams, ends: LineEnds): Promise<LineReader> {
  // Loaded by the first question: most runs ask none.
  const { createInterface } = await import('node:readline/promises')
  await quiet(streams.input, ends)
  const reader = createInterface(streams)
  reader.on('SIGINT', () => {
    streams.output.write('\n')
    ends.interrupted()
  })
  reader.on('error', ends.gone)
  // The question itself would wait for ever.
  reader.on('close', ends.closed)
  return reader
}
