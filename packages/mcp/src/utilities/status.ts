import { beginningOf, done, type ToolResult } from '@harness/kernel'
import type { ServerConnection } from '../connection/server-connection.ts'
import { plainText } from '../fault/plain-text.ts'

/** Bytes of what a server says of its use. */
const mostInstructions = 8 * 1024

/** How a server stands, in words. */
export function tellStatus(connection: ServerConnection): ToolResult {
  const { server, state, info, fault } = connection.status()
  const { instructions } = connection
  const lines = [
    `The MCP server ${server} is ${state}.`,
    ...(info ? [`It calls itself ${info.name} ${info.version}.`] : []),
    ...(fault ? [fault.message] : []),
    ...(fault?.stderr ? [`It wrote last:\n${fault.stderr.slice(-1000)}`] : []),
    ...(instructions
      ? [`It says of its use:\n${beginningOf(instructions, mostInstructions)}`]
      : []),
  ]
  return done(plainText(lines.join('\n')))
}
