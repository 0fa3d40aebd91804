import type { FetchLike } from '@modelcontextprotocol/client'
import { McpError } from '../fault/mcp-error.ts'
import { mostMessageBytes } from '../stdio/line-reader.ts'

/**
 * `fetch` whose answers, or each event of a stream, are no larger than a message may be. `flooded` hears of an event that
 * is: who reads a stream is not told why it ended.
 */
export const boundedFetch =
  (flooded: (error: McpError) => void): FetchLike =>
  async (url, init) => {
    const response = await fetch(url, init)
    const { body, status, statusText, headers } = response
    if (!body) return response
    const isStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false
    const within = bounded({ isStream, flooded })
    return new Response(body.pipeThrough(within), { status, statusText, headers })
  }

interface Bounds {
  isStream: boolean
  flooded(error: McpError): void
}

function bounded({ isStream, flooded }: Bounds): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length
      // An event ends with an empty line; one that two chunks share is counted a little longer.
      if (isStream && hasEmptyLine(chunk)) bytes = 0
      if (bytes <= mostMessageBytes) return controller.enqueue(chunk)
      const error = new McpError('flood', `sent more than ${mostMessageBytes} bytes at once`)
      controller.error(error)
      if (isStream) flooded(error)
    },
  })
}

function hasEmptyLine(chunk: Uint8Array): boolean {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  return text.includes('\n\n') || text.includes('\r\n\r\n') || text.includes('\r\r')
}
