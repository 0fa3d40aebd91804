import { ConfigError, type Layer } from '@harness/config'
import { readNamed } from '../config/read-named.ts'
import { jsonOf, withoutForeignKeys } from './foreign-keys.ts'

const name = 'program'

/** The servers of a file of the shape of `.mcp.json`, or of such a text. What else stands in it is nothing to a run. */
export function serversIn(given: string, onPassed: (text: string) => void): Layer {
  const read = given.trimStart().startsWith('{')
    ? { name, label: 'mcpConfig', text: given }
    : readNamed(given, name)
  const found = jsonOf(read.text)
  if (typeof found === 'object' && found !== null && !('mcpServers' in found)) {
    throw new ConfigError(
      'invalid_config',
      `${read.label}: mcpServers: This key is missing. Write {"mcpServers": {"NAME": {"command": "…"}}}.`,
    )
  }
  return { ...withoutForeignKeys(read, onPassed), only: ['mcpServers'] }
}
