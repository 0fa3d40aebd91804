import type { IncomingMessage, ServerResponse } from 'node:http'

/** Bytes of the body of a request. */
const mostBytes = 4 * 1024 * 1024

/**
 * What Node received, in the terms of the web; undefined when its body is too long. The signal fires when the client goes
 * away before it has the whole answer.
 */
export async function webRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Request | undefined> {
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'))
  })
  const { method = 'GET', headersDistinct, url = '/' } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? await bodyOf(incoming) : null
  if (body === undefined) return undefined
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return new Request(new URL(url, 'http://127.0.0.1'), {
    method,
    headers,
    body,
    signal: gone.signal,
  })
}

async function bodyOf(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > mostBytes) return undefined
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of incoming) {
    const bytes = Buffer.from(piece)
    size += bytes.length
    if (size > mostBytes) return undefined
    pieces.push(bytes)
  }
  return new Uint8Array(Buffer.concat(pieces))
}
