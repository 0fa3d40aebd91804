import type { Session, Tool } from '@harness/kernel'
import type { AgentDefinition } from './agent-definition.ts'

/** Whether a tool is one of an agent's. */
export const isToolOf = ({ tools }: Pick<AgentDefinition, 'tools'>, name: string): boolean =>
  tools === undefined || tools.some((pattern) => fits(name, pattern))

/** The tools a subagent has: those of its role that its parent has too. It asks nobody: its parent does. */
export function toolsOfAgent(
  agent: AgentDefinition,
  tools: readonly Tool[],
  parent: Session | undefined,
): readonly Tool[] {
  const had = new Set(parent?.state.identity.configuration?.tools.map(({ name }) => name))
  return tools.filter(({ name }) => name !== 'ask_user' && had.has(name) && isToolOf(agent, name))
}

const fits = (name: string, pattern: string) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
