import { McpError } from '../fault/mcp-error.ts'
import type { McpFaultCode } from '../fault/mcp-fault.ts'
import { LoginError, type McpLoginFailure } from './login-error.ts'

const faults: Partial<Record<McpLoginFailure, McpFaultCode>> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
}

/** Rejects with what a failed login means for a connection. */
export function asMcpError(error: unknown): never {
  if (!(error instanceof LoginError)) throw error
  const message = `cannot be logged in at: ${error.message}`
  throw new McpError(faults[error.code] ?? 'unauthorized', message)
}
