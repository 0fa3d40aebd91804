import type { McpServer } from '../mcp-settings.ts'
import type { ChangedServer, ServerLayer, ServerPlace } from './server-place.ts'

/** A server, and the file that it is written to. */
export interface AddServerInput extends ServerPlace {
  /** Letters, digits, `-` and `_`. */
  name: string
  server: McpServer
  /** Default: `user`. */
  to?: ServerLayer
}

/**
 * Writes a server into a file of configuration, which is made where there is none; what else it says stays as it is
 * written. A file that is trusted stays so, nothing else comes to be. Rejects, with nothing written: `invalid_config` for
 * settings that a run would refuse, also together with what other files say of the name, and for a file that is broken;
 * `invalid_option` for a name that is taken, a secret that would be committed, a file that cannot be written.
 */
export async function addMcpServer(input: AddServerInput): Promise<ChangedServer> {
  const { addServer } = await import('../../settings-engine.ts')
  return addServer(input)
}
