import type { Tool } from '@harness/kernel'
import type { AgentDefinition } from './agent-definition.ts'

/** The tools a subagent has of those there are. It asks nobody: its parent does. */
export function toolsOfAgent(
  { tools: names }: AgentDefinition,
  tools: readonly Tool[],
): readonly Tool[] {
  const own = tools.filter(({ name }) => name !== 'ask_user')
  if (!names) return own
  return own.filter(({ name }) => names.some((pattern) => fits(name, pattern)))
}

const fits = (name: string, pattern: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
