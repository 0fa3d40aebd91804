import type { IncomingMessage } from 'node:http'
import type { Fault } from '../files/fault.ts'
import { decodePage } from './decode-page.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { pageUrl } from './page-url.ts'
import { isPacking, readBody } from './read-body.ts'
import { faultOf, requestPage, type Asking } from './request-page.ts'

export interface FetchOptions {
  /** Whether addresses of this machine and its network may be fetched. Default false. */
  allowPrivate?: boolean
  /** Milliseconds for all of it. Default 30 s. */
  timeoutMs?: number
}

/** A page that was fetched. */
export interface Page {
  /** Where it was in the end. */
  url: string
  status: number
  type: string
  text: string
  /** Whether there is more of it than `text`. */
  isCut: boolean
}

/** Somewhere else, at another host. */
export interface Redirect {
  redirect: string
}

const mostBytes = 5 * 1024 * 1024
const mostRedirects = 5

export interface Wanted {
  /** HTML as it is. */
  raw: boolean
  /** Characters of a page that are enough. */
  most: number
  asking: Asking
}

/** Fetches a page; redirects of the same host are followed, those to another one answered. Never rejects. */
export async function fetchPage(from: URL, wanted: Wanted): Promise<Page | Redirect | Fault> {
  const { asking } = wanted
  let url = from
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const message = await requestPage(url, asking)
    if ('code' in message) return message
    const goal = redirectOf(message, url)
    if (!goal) return readPage(message, url, wanted)
    message.destroy()
    const next = pageUrl(goal, asking.allowPrivate)
    if ('code' in next) return next
    // Another port is another server.
    if (next.hostname !== url.hostname || next.port !== url.port) return { redirect: next.href }
    url = next
  }
  const message = `${from.hostname} sent it on more than ${mostRedirects} times.`
  return { code: 'too_many_redirects', message }
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, url: URL): string | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) return undefined
  return URL.canParse(location, url.href) ? new URL(location, url).href : location
}

async function readPage(
  message: IncomingMessage,
  url: URL,
  { raw, most, asking }: Wanted,
): Promise<Page | Fault> {
  const { statusCode: status = 0, headers } = message
  const contentType = headers['content-type'] ?? 'text/plain'
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const encoding = headers['content-encoding']
  try {
    if (!isText(type)) return noText(url, type, headers['content-length'])
    if (!isPacking(encoding)) return noText(url, `${type} packed as ${encoding}`)
    const { bytes, isCut } = await readBody(message, mostBytes)
    const text = decodePage(bytes, contentType)
    if (text.includes('\0')) return noText(url, `said to be ${type}`, String(bytes.length))
    const isHtml = type === 'text/html' || type === 'application/xhtml+xml'
    if (!isHtml || raw) return { url: url.href, status, type, text, isCut }
    const shown = await htmlToMarkdown(text, { base: url, most, signal: asking.signal })
    return { url: url.href, status, type, text: shown.text, isCut: isCut || shown.isCut }
  } catch (error) {
    return faultOf(error, url, asking)
  } finally {
    message.destroy()
  }
}

function noText({ href }: URL, type: string, size?: string): Fault {
  const what = size === undefined ? type : `${type}, ${size} bytes`
  const message = `${href} is no text (${what}); fetch it with a command.`
  return { code: 'unsupported_type', message }
}

const isText = (type: string): boolean =>
  /^text\/|[/+](json|xml|yaml|javascript|x-sh|toml|ecmascript|ndjson)$|^application\/(x-)?(yaml|toml|xhtml\+xml)$/.test(
    type,
  )
