import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Refusal } from './refusal.ts'

/** Writes an answer as it comes, no faster than it is read. Resolves when it is written, or its reader is gone. */
export async function sendResponse(
  to: ServerResponse,
  { status, headers, body }: Response,
): Promise<void> {
  to.writeHead(status, Object.fromEntries(headers))
  if (body === null) {
    to.end()
    return
  }
  // What an answer of many parts says first is that there is one.
  to.flushHeaders()
  const gone = new AbortController()
  to.on('close', () => gone.abort('gone'))
  const reader = body.getReader()
  const cancel = () => void reader.cancel('the client went away').catch(() => undefined)
  gone.signal.addEventListener('abort', cancel)
  if (to.closed) cancel()
  for (;;) {
    const { done, value } = await reader.read()
    if (done || gone.signal.aborted) break
    if (!to.write(value)) await once(to, 'drain', { signal: gone.signal }).catch(() => undefined)
  }
  gone.signal.removeEventListener('abort', cancel)
  to.end()
}

/** Says why not, in the words of JSON-RPC, and reads nothing more of the request. */
export function sendRefusal(to: ServerResponse, { status, message, headers }: Refusal): void {
  const error = { jsonrpc: '2.0', error: { code: -32_000, message }, id: null }
  to.writeHead(status, { ...headers, 'content-type': 'application/json', connection: 'close' })
  to.end(JSON.stringify(error))
}
