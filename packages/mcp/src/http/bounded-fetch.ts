import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js'
import { McpError } from '../fault/mcp-error.ts'
import { mostMessageBytes } from '../stdio/line-reader.ts'

/** `fetch` whose answers, or each event of a stream, are no larger than a message may be. */
export const boundedFetch: FetchLike = async (url, init) => {
  const response = await fetch(url, init)
  const { body, status, statusText, headers } = response
  if (!body) return response
  const isStream = headers.get('content-type')?.startsWith('text/event-stream') ?? false
  return new Response(body.pipeThrough(bounded(isStream)), { status, statusText, headers })
}

function bounded(isStream: boolean): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length
      // An event ends with an empty line; one that two chunks share is counted a little longer.
      if (isStream && hasEmptyLine(chunk)) bytes = 0
      if (bytes > mostMessageBytes) {
        controller.error(new McpError('flood', `sent more than ${mostMessageBytes} bytes at once`))
      } else controller.enqueue(chunk)
    },
  })
}

function hasEmptyLine(chunk: Uint8Array): boolean {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  return text.includes('\n\n') || text.includes('\r\n\r\n') || text.includes('\r\r')
}
