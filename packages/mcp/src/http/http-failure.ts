import {
  InsufficientScopeError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { z } from 'zod'
import { McpError } from '../fault/mcp-error.ts'

/** The HTTP status that an error tells of; undefined when it tells of none. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof UnauthorizedError) return 401
  if (error instanceof InsufficientScopeError) return 403
  if (error instanceof SdkHttpError) return error.status
  const tells = error instanceof SseError && error.code !== undefined && error.code > 0
  return tells ? error.code : undefined
}

/** What an error of a connection to an address means; undefined where it is none of HTTP. */
export function httpFailure(error: unknown): McpError | undefined {
  const status = statusOf(error)
  if (error instanceof InsufficientScopeError) {
    const message = 'wants more rights than it was given (HTTP status 403)'
    return new McpError('unauthorized', message, { cause: error })
  }
  if (status === 401 || status === 403) {
    const message = `wants credentials (HTTP status ${status})`
    return new McpError('unauthorized', message, { cause: error })
  }
  if (status === 404) {
    return new McpError('ended', 'does not know this address or this session (HTTP status 404)', {
      cause: error,
    })
  }
  if (status !== undefined) {
    return new McpError('http_error', `answered with HTTP status ${status}`, { cause: error })
  }
  if (error instanceof SdkError && error.code === SdkErrorCode.ClientHttpUnexpectedContent) {
    return new McpError('protocol', 'answered with something that is no message', { cause: error })
  }
  // What `fetch` throws where nobody answers, or no more.
  const isBroken = error instanceof TypeError || error instanceof SseError
  if (!isBroken) return undefined
  const { message } = error.cause instanceof Error ? error.cause : error
  return new McpError('unreachable', `cannot be reached: ${message}`, { cause: error })
}

const Refusal = z.object({ error: z.object({ code: z.number(), message: z.string() }) })

/** The refusal of the protocol that an answer with a status of HTTP has in it, if there is one. */
export function refusalIn(error: unknown): { code: number; message: string } | undefined {
  const text = error instanceof SdkHttpError ? error.data['text'] : undefined
  if (typeof text !== 'string' || !text.startsWith('{')) return undefined
  try {
    return Refusal.safeParse(JSON.parse(text)).data?.error
  } catch {
    return undefined
  }
}
