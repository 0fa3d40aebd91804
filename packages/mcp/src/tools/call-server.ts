import { failed, type ActContext, type ToolResult } from '@harness/kernel'
import type { ServerConnection } from '../connection/server-connection.ts'
import type { ServerLink } from '../connection/server-link.ts'
import { adviceFor, type AdvicePlace } from '../fault/advice-for.ts'
import { McpError } from '../fault/mcp-error.ts'
import { plainLine } from '../fault/plain-text.ts'

/**
 * Asks a server for something, and answers its failure as a result the model reads. Rejects only with the signal's
 * reason.
 */
export async function callServer(
  connection: ServerConnection,
  { signal }: Pick<ActContext, 'signal'>,
  work: (link: ServerLink) => Promise<ToolResult>,
): Promise<ToolResult> {
  try {
    return await connection.use(work, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof McpError)) throw error
    return failed(codeOf(error), wordsOf(connection.place, error))
  }
}

const codeOf = ({ code }: McpError): string => (code === 'refused' ? 'refused' : `server_${code}`)

function wordsOf(place: AdvicePlace, { code, message, stderr }: McpError): string {
  const advice = code === 'unauthorized' ? adviceFor(code, place) : '.'
  const lines = [plainLine(`The MCP server ${place.server} ${message}${advice}`)]
  if (happened.has(code))
    lines.push('What was asked of it may have been done: check before you ask again.')
  if (stderr) lines.push(`It wrote last:\n${stderr.slice(-1000)}`)
  return lines.join('\n')
}

/** Failures that may come after the server did what it was asked. */
const happened: ReadonlySet<string> = new Set([
  'ended',
  'timeout',
  'flood',
  'protocol',
  'unreachable',
])
