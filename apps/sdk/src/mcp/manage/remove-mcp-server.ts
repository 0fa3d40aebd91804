import type { ChangedServer, ServerLayer, ServerPlace } from './server-place.ts'

/** A server, and the file that it is taken out of. */
export interface RemoveServerInput extends ServerPlace {
  name: string
  /** Needed where several files have it. */
  from?: ServerLayer
}

/**
 * Takes a server out of the file that has it; what else it says stays as it is written. Rejects with `invalid_option` where
 * no file has it, or several and none is named; with `invalid_config` where a file is broken.
 */
export async function removeMcpServer(input: RemoveServerInput): Promise<ChangedServer> {
  const { removeServer } = await import('../../settings-engine.ts')
  return removeServer(input)
}
