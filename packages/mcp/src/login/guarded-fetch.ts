import type { FetchLike } from '@modelcontextprotocol/client'
import { LoginError } from './login-error.ts'

/** Milliseconds for one answer, and its bytes. */
const answerMs = 15_000
const mostBytes = 256 * 1024

/**
 * `fetch` for what belongs to a login at this server: over https, or on this machine where the server is here too, within time
 * and bounds. Rejects with a `LoginError`, or with the signal's reason.
 */
export function guardedFetch(server: URL, signal: AbortSignal): FetchLike {
  return async (address, init) => {
    const url = new URL(address)
    requireSafe(url, server)
    const late = AbortSignal.timeout(answerMs)
    try {
      const stop = AbortSignal.any([signal, late])
      const response = await fetch(url, { ...init, signal: stop })
      const body = await bodyOf(response, url)
      const { status, statusText, headers } = response
      return new Response(body.length === 0 ? null : body, { status, statusText, headers })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof LoginError) throw error
      if (late.aborted) {
        throw new LoginError('timeout', `${url.origin} did not answer in ${answerMs} ms`)
      }
      const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
      throw new LoginError('unreachable', `${url.origin} cannot be reached: ${why}`, {
        cause: error,
      })
    }
  }
}

/** Refuses an address that others can listen to, one with a password, and one of this machine that a server elsewhere names. */
export function requireSafe(url: URL, server: URL): void {
  if (url.username !== '' || url.password !== '') {
    const message = `${url.origin} is named with a password in its address: nothing is sent there`
    throw new LoginError('untrusted', message)
  }
  const isHere = url.protocol === 'http:' && isLoopback(url) && isLoopback(server)
  if (url.protocol === 'https:' || isHere) return
  const message = `${url.origin === 'null' ? url.protocol : url.origin} is no https address: nothing is sent there`
  throw new LoginError('untrusted', message)
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)

async function bodyOf(response: Response, { origin }: URL): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      throw new LoginError('protocol', `${origin} sent more than ${mostBytes} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
