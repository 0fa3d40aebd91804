import type { Session, Tool } from '@harness/kernel'
import type { AgentDefinition } from './agent-definition.ts'

/** The tools a subagent has: those of its role that its parent has too. It asks nobody: its parent does. */
export function toolsOfAgent(
  { tools: names }: AgentDefinition,
  tools: readonly Tool[],
  parent: Session | undefined,
): readonly Tool[] {
  const had = new Set(parent?.state.identity.configuration?.tools.map(({ name }) => name))
  const own = tools.filter(({ name }) => name !== 'ask_user' && had.has(name))
  if (!names) return own
  return own.filter(({ name }) => names.some((pattern) => fits(name, pattern)))
}

const fits = (name: string, pattern: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
