import { ErrorCode, McpError as ProtocolError } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import { McpError } from '../fault/mcp-error.ts'
import { httpFailure } from '../http/http-failure.ts'

const closedCode: number = ErrorCode.ConnectionClosed

interface Circumstances {
  /** Whether the server is a program of this machine. */
  isLocal: boolean
  /** Whether the connection is over. */
  isOver: boolean
  /** Whether the server had said hello. */
  wasReady: boolean
}

/** What an error of the library says of the server. */
export function meaningOf(error: unknown, { isLocal, isOver, wasReady }: Circumstances): McpError {
  if (error instanceof McpError) return error
  const isProtocol = error instanceof ProtocolError
  const isClosed = isProtocol && error.code === closedCode
  // The library closes what it could not open: that says nothing.
  if (isOver && (wasReady || isClosed)) {
    return new McpError('ended', 'is not connected any more', { cause: error })
  }
  if (isProtocol) {
    const { code, message } = error
    const name = ErrorCode[code] === undefined ? '' : ` (${ErrorCode[code]})`
    return new McpError('refused', `refused it${name}: ${message}`, { cause: error })
  }
  if (error instanceof z.ZodError) {
    const message = 'does not speak the protocol: it answered with something else than it should'
    return new McpError('protocol', message, { cause: error })
  }
  return isLocal ? notSpoken(error) : (httpFailure(error) ?? notSpoken(error))
}

const notSpoken = (error: unknown): McpError => {
  const why = error instanceof Error ? error.message : String(error)
  return new McpError('protocol', `does not speak the protocol: ${why}`, { cause: error })
}
