import type { McpFault, McpFaultCode } from './mcp-fault.ts'
import { plainLine } from './plain-text.ts'

/** How a server failed. Thrown inside this package only: who uses it reads faults and results. */
export class McpError extends Error {
  override readonly name = 'McpError'
  readonly code: McpFaultCode
  readonly stderr: string | undefined

  constructor(
    code: McpFaultCode,
    message: string,
    options: ErrorOptions & { stderr?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.stderr = options.stderr
  }
}

/** The same as data. */
export const faultOf = (server: string, error: McpError): McpFault => ({
  level: 'error',
  server,
  code: error.code,
  message: plainLine(error.message),
  ...(error.stderr && { stderr: error.stderr }),
})

export const warningOf = (server: string, message: string): McpFault => ({
  level: 'warning',
  server,
  code: 'bad_tool',
  message: plainLine(message),
})
