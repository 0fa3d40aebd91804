import { SdkError } from '../sdk-error.ts'
import type { Ground } from './ground.ts'

/** Names of tools a run has here, and what servers of its are called in names of theirs. */
export interface KnownTools {
  names: readonly string[]
  servers: readonly string[]
}

export async function knownTools({ prepared }: Ground): Promise<KnownTools> {
  const { codingTools, listFiles } = await import('@harness/tools')
  const { contextTools } = await import('@harness/context')
  const { serverIds } = await import('@harness/mcp')
  const config = prepared instanceof SdkError ? {} : prepared.settings.config
  const role = { name: 'any', description: 'any', maxTurns: undefined }
  const tools = [...codingTools({ subagents: { roles: [role] } }), ...contextTools({ listFiles })]
  const own = Object.keys(config.mcpTools ?? {})
  const servers = serverIds(Object.keys(config.mcpServers ?? {})).values()
  return { names: [...tools.map(({ name }) => name), 'skill', ...own], servers: [...servers] }
}
