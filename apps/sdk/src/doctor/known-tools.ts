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

/** What Claude Code calls them: nobody reads these names in a rule. */
export const foreignNames: Readonly<Record<string, string>> = {
  Bash: 'shell',
  Edit: 'edit',
  MultiEdit: 'multi_edit',
  Write: 'write_file',
  Read: 'read_file',
  Glob: 'glob',
  Grep: 'search',
  LS: 'list',
  WebFetch: 'web_fetch',
  Task: 'subagent',
  Agent: 'subagent',
  TodoWrite: 'todo_set',
  AskUserQuestion: 'ask_user',
}
