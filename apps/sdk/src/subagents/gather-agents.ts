import { SdkError } from '../sdk-error.ts'
import type { Options } from '../options.ts'
import type { AgentDefinition } from './agent-definition.ts'
import { builtinAgents } from './builtin-agents.ts'

/** What subagents can be, by name. */
export type Agents = Readonly<Record<string, AgentDefinition>>

/** The roles there always are, with the program's own over them. */
export function gatherAgents({ agents = {} }: Pick<Options, 'agents'>): Agents {
  for (const [name, { description }] of Object.entries(agents)) {
    if (!/^[\w-]{1,64}$/u.test(name)) throw wrong(name, 'a name is letters, digits, - and _')
    if (description.trim() === '') throw wrong(name, 'say in description when to use it')
  }
  return { ...builtinAgents, ...agents }
}

const wrong = (name: string, why: string) =>
  new SdkError('invalid_option', `agents: ${JSON.stringify(name)} cannot be used: ${why}.`)
