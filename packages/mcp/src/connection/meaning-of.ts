import {
  ProtocolError,
  ProtocolErrorCode,
  SdkError,
  SdkErrorCode,
} from '@modelcontextprotocol/client'
import { z } from 'zod'
import { McpError } from '../fault/mcp-error.ts'
import { httpFailure, refusalIn } from '../http/http-failure.ts'

interface Circumstances {
  /** Whether the server is a program of this machine. */
  isLocal: boolean
  /** Whether the connection is over. */
  isOver: boolean
  /** Whether the server had said hello. */
  wasReady: boolean
  /** Whether it speaks the newer protocol, where a status goes with each refusal. */
  isModern: boolean
}

/** What an error of the library says of the server. */
export function meaningOf(error: unknown, around: Circumstances): McpError {
  if (error instanceof McpError) return error
  const { isLocal, isOver, wasReady } = around
  const code = error instanceof SdkError ? error.code : undefined
  // What went wrong at the very first question is behind the error that tells so.
  if (code === SdkErrorCode.EraNegotiationFailed && error instanceof Error && error.cause) {
    return meaningOf(error.cause, around)
  }
  // The library closes what it could not open: that says nothing.
  if (isOver && (wasReady || code === SdkErrorCode.ConnectionClosed)) {
    return new McpError('ended', 'is not connected any more', { cause: error })
  }
  if (error instanceof ProtocolError) return refused(error, error)
  const refusal = around.isModern ? refusalIn(error) : undefined
  if (refusal) return refused(refusal, error)
  const isNonsense = error instanceof z.ZodError || (code !== undefined && nonsense.has(code))
  if (isNonsense) {
    const message = 'does not speak the protocol: it answered with something else than it should'
    return new McpError('protocol', message, { cause: error })
  }
  return isLocal ? notSpoken(error) : (httpFailure(error) ?? notSpoken(error))
}

const nonsense: ReadonlySet<SdkErrorCode> = new Set([
  SdkErrorCode.InvalidResult,
  SdkErrorCode.UnsupportedResultType,
])

function refused({ code, message }: { code: number; message: string }, cause: unknown): McpError {
  const name = ProtocolErrorCode[code]
  const named = name === undefined ? '' : ` (${name})`
  return new McpError('refused', `refused it${named}: ${message}`, { cause })
}

const notSpoken = (error: unknown): McpError => {
  const why = error instanceof Error ? error.message : String(error)
  return new McpError('protocol', `does not speak the protocol: ${why}`, { cause: error })
}
