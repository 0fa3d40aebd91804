import type { IncomingMessage } from 'node:http'
import type { Fault } from '../files/fault.ts'
import { decodePage } from './decode-page.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { pageUrl } from './page-url.ts'
import { readBody } from './read-body.ts'
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
  /** Whether it is longer than what was read. */
  isCut: boolean
}

/** Somewhere else, at another host. */
export interface Redirect {
  redirect: string
}

const mostBytes = 5 * 1024 * 1024
const mostRedirects = 5

/** Fetches a page; redirects of the same host are followed, those to another one answered. Never rejects. */
export async function fetchPage(
  from: URL,
  { raw, asking }: { raw: boolean; asking: Asking },
): Promise<Page | Redirect | Fault> {
  let url = from
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const message = await requestPage(url, asking)
    if ('code' in message) return message
    const goal = redirectOf(message, url)
    if (!goal) return readPage(message, { url, raw, asking })
    message.destroy()
    const next = pageUrl(goal, asking.allowPrivate)
    if ('code' in next) return next
    if (next.hostname !== url.hostname) return { redirect: next.href }
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
  { url, raw, asking }: { url: URL; raw: boolean; asking: Asking },
): Promise<Page | Fault> {
  const { statusCode: status = 0, headers } = message
  const contentType = headers['content-type'] ?? 'text/plain'
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  if (!isText(type)) {
    message.destroy()
    const size = headers['content-length']
    const what = size === undefined ? type : `${type}, ${size} bytes`
    return {
      code: 'unsupported_type',
      message: `${url.href} is no text (${what}); fetch it with a command.`,
    }
  }
  try {
    const { bytes, isCut } = await readBody(message, mostBytes)
    const text = decodePage(bytes, contentType)
    const isHtml = type === 'text/html' || type === 'application/xhtml+xml'
    const shown = isHtml && !raw ? await htmlToMarkdown(text, url) : text
    return { url: url.href, status, type, text: shown, isCut }
  } catch (error) {
    return faultOf(error, url, asking)
  }
}

const isText = (type: string): boolean =>
  /^text\/|[/+](json|xml|yaml|javascript|x-sh|toml|ecmascript|ndjson)$|^application\/(x-)?(yaml|toml|xhtml\+xml)$/.test(
    type,
  )
