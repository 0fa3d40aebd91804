import { closestName } from '@harness/kernel'
import { SdkError } from '../../sdk-error.ts'
import type { McpServer } from '../mcp-settings.ts'

/** Those that were named, by name; all of them where none was. Throws for a name that is not there. */
export function chosenServers(
  configured: Readonly<Record<string, McpServer>>,
  names: readonly string[],
): Record<string, McpServer> {
  const known = Object.keys(configured)
  for (const name of names) if (!known.includes(name)) throw unknown(name, known)
  return Object.fromEntries(
    Object.entries(configured)
      .filter(([name]) => names.length === 0 || names.includes(name))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  )
}

function unknown(name: string, known: readonly string[]): SdkError {
  const closest = closestName(name, known)
  const all = known.length === 0 ? 'None is configured here.' : `There are ${known.join(', ')}.`
  const hint = closest === undefined ? all : `Did you mean ${closest}?`
  return new SdkError('invalid_option', `There is no MCP server ${JSON.stringify(name)}. ${hint}`)
}
