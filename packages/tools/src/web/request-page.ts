import { lookup } from 'node:dns'
import type { IncomingMessage, RequestOptions } from 'node:http'
import type { LookupFunction } from 'node:net'
import type { Fault } from '../files/fault.ts'
import { isPrivate } from './is-private.ts'
import { privateAddress } from './page-url.ts'

export interface Asking {
  allowPrivate: boolean
  signal: AbortSignal
}

/** One GET. What is connected to is the very address that was looked at. */
export async function requestPage(url: URL, asking: Asking): Promise<IncomingMessage | Fault> {
  const isSecure = url.protocol === 'https:'
  const { Agent, request } = isSecure ? await import('node:https') : await import('node:http')
  // An agent of our own: no proxy of the environment, no connection kept.
  const agent = new Agent({ keepAlive: false })
  const options: RequestOptions = { agent, headers, signal: asking.signal }
  if (!asking.allowPrivate) options.lookup = publicOnly
  const { promise, resolve } = Promise.withResolvers<IncomingMessage | Fault>()
  const sent = request(url, options, resolve)
  // A connection may fail more than once.
  sent.on('error', (error) => resolve(faultOf(error, url, asking)))
  // An answer that wants to speak something else is none.
  sent.on('upgrade', (_, socket) => socket.destroy())
  sent.on('close', () => resolve(faultOf(new Error('closed'), url, asking)))
  sent.end()
  return promise
}

const headers = {
  accept: 'text/html, text/markdown, text/plain, application/json, */*;q=0.1',
  'accept-encoding': 'gzip, deflate, br',
  'user-agent': 'Mozilla/5.0 (compatible; harness)',
}

/** Resolves a name as the system does, and refuses it when any of its addresses is private. */
const publicOnly: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return done(error ?? refused(host), '')
    if (addresses.some(({ address }) => isPrivate(address))) return done(refused(host), '')
    if (options.all) return done(null, addresses)
    return done(null, first.address, first.family)
  })
}

const refused = (host: string) => Object.assign(new Error(host), { code: 'EPRIVATE' })

/** What a connection said, in words. */
export function faultOf(
  error: unknown,
  { hostname }: URL,
  { signal }: Pick<Asking, 'signal'>,
): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'EPRIVATE') return privateAddress(hostname)
  if (signal.aborted) return { code: 'timeout', message: `${hostname} took too long.` }
  const what = words[code] ?? `could not be reached (${code})`
  return { code: 'unreachable', message: `${hostname} ${what}.` }
}

const words: Record<string, string> = {
  ENOTFOUND: 'is no known name',
  EAI_AGAIN: 'could not be looked up; the name server does not answer',
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closed the connection',
  ETIMEDOUT: 'does not answer',
}
