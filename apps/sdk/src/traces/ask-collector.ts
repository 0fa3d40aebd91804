import { maskSecrets } from '@harness/kernel'
import { z } from 'zod'
import type { OtlpTarget } from './otlp-target.ts'

/** What came of one request. `isPassing`: asking again may help. */
export type CollectorAnswer =
  | { kind: 'taken'; rejected: number; message: string | null }
  | { kind: 'refused'; isPassing: boolean; why: string; retryAfterMs?: number; cause?: unknown }

/** What is read of an answer: it is a sentence, or somebody else's page. */
const mostBytes = 64 * 1024
const mostShown = 300

/** `ExportTraceServiceResponse`, by the JSON mapping of proto3: an integer of 64 bits is text, or a number. */
const Taken = z.object({
  partialSuccess: z
    .object({
      rejectedSpans: z.union([z.string(), z.number()]).optional(),
      errorMessage: z.string().optional(),
    })
    .nullish(),
})
/** `google.rpc.Status`. */
const Refused = z.object({ message: z.string() })

/** Posts one batch. Rejects when the signal fires, with its reason, and never else. */
export async function askCollector(
  body: string,
  target: OtlpTarget,
  signal: AbortSignal | undefined,
): Promise<CollectorAnswer> {
  const limit = AbortSignal.timeout(target.timeoutMs)
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: target.headers,
      body,
      // Keys are for whom they were given.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    return answerOf(response, await beginningOf(response), target)
  } catch (cause) {
    signal?.throwIfAborted()
    if (limit.aborted) {
      const why = `it did not answer within ${target.timeoutMs} ms`
      return { kind: 'refused', isPassing: true, why, cause }
    }
    return { kind: 'refused', isPassing: true, why: whyAway(cause), cause }
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  // Leaving the loop closes the connection.
  for await (const piece of body ?? []) {
    pieces.push(piece)
    size += piece.length
    if (size > mostBytes) break
  }
  return Buffer.concat(pieces).subarray(0, mostBytes).toString('utf8')
}

function answerOf(response: Response, text: string, target: OtlpTarget): CollectorAnswer {
  const { status, headers } = response
  if (status >= 200 && status < 300) return taken(text, target)
  const isPassing = passing.has(status)
  const after = retryAfterMs(headers.get('retry-after'))
  const parsed = Refused.safeParse(jsonIn(text))
  const said = shown(parsed.success ? parsed.data.message : '', target)
  const why = `${status}${said && `: ${said}`}${hintFor(status)}`
  return { kind: 'refused', isPassing, why, ...(after !== undefined && { retryAfterMs: after }) }
}

/** Those that the OTLP specification has asked again. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504])

function hintFor(status: number): string {
  if (status === 401 || status === 403)
    return ', it wants another key: OTEL_EXPORTER_OTLP_HEADERS holds headers'
  if (status === 404) return ', is this the address of its OTLP over HTTP?'
  return status >= 300 && status < 400 ? ', it points elsewhere: name that address' : ''
}

/** Some say nothing; what says something else is no collector. */
function taken(text: string, target: OtlpTarget): CollectorAnswer {
  const parsed = Taken.safeParse(text.trim() === '' ? {} : jsonIn(text))
  if (!parsed.success) {
    const why = 'what it answered is none of OTLP: name a collector that takes JSON over HTTP'
    return { kind: 'refused', isPassing: false, why }
  }
  const { rejectedSpans = 0, errorMessage } = parsed.data.partialSuccess ?? {}
  const rejected = Number(rejectedSpans)
  return {
    kind: 'taken',
    rejected: Number.isFinite(rejected) ? rejected : 0,
    message: errorMessage ? shown(errorMessage, target) : null,
  }
}

/** A shorter word of a header is in many texts. */
const shortestSecret = 4

/** One line, and not what it was sent. */
const shown = (text: string, { headers }: OtlpTarget): string =>
  Object.values(headers)
    .flatMap((value) => [value, ...value.split(' ')])
    .filter(({ length }) => length >= shortestSecret)
    .reduce((clean, value) => clean.replaceAll(value, '[secret]'), maskSecrets(text))
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, mostShown)

/** Seconds, or a date. */
function retryAfterMs(text: string | null): number | undefined {
  if (text === null) return undefined
  const seconds = Number(text)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - Date.now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

/** `fetch` hides why behind a cause. */
function whyAway(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause
      ? String(cause.code)
      : 'no answer'
  return code === 'ECONNREFUSED'
    ? 'nobody listens there (ECONNREFUSED)'
    : `it could not be reached (${code})`
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
