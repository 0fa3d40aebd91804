import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import {
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server'

export interface Refusal {
  status: number
  message: string
  headers?: Readonly<Record<string, string>>
}

/** Those of the protocol; of others some cannot even be said in the terms of the web. */
const methods = ['GET', 'POST', 'DELETE']

/** Where requests are taken. */
export const endpoint = '/mcp'

/**
 * Why a request is not looked into, from its headers alone; nothing of its body is read before. A page of the web reaches
 * this address too, by a name that it has pointed here: what it says in Host or Origin gives it away.
 */
export function refusalOf(
  { headers, method = 'GET', url }: IncomingMessage,
  token: string,
): Refusal | undefined {
  const host = validateHostHeader(headers.host, localhostAllowedHostnames())
  if (!host.ok) return { status: 403, message: 'This Host is not served: say 127.0.0.1.' }
  const origin = validateOriginHeader(headers.origin, localhostAllowedOrigins())
  if (!origin.ok) return { status: 403, message: 'This Origin is not served.' }
  if (!isBearer(headers.authorization, token)) {
    const message = 'Say the token that the server was started with: Authorization: Bearer TOKEN.'
    return { status: 401, message, headers: { 'www-authenticate': 'Bearer' } }
  }
  if (url?.split('?')[0] !== endpoint) return { status: 404, message: `There is only ${endpoint}.` }
  if (!methods.includes(method)) {
    const allow = methods.join(', ')
    return { status: 405, message: `There are only ${allow}.`, headers: { allow } }
  }
  return undefined
}

/** Compared by digest: in the time it takes, neither the length nor the beginning of the token shows. */
function isBearer(authorization: string | undefined, token: string): boolean {
  const [, given = ''] = /^bearer +(\S+) *$/i.exec(authorization ?? '') ?? []
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
