import { join } from 'node:path'
import { SdkError } from '../sdk-error.ts'
import type { Options } from '../options.ts'
import type { AgentDefinition } from './agent-definition.ts'
import { builtinAgents } from './builtin-agents.ts'

/** What subagents can be, by name. */
export type Agents = Readonly<Record<string, AgentDefinition>>

export interface Gathering {
  workspace: string
  /** The folder of the user's own files; undefined where the store has none. */
  home: string | undefined
}

/**
 * The roles there always are; over them those of the user (`agents/*.md` of the home), of the workspace
 * (`.harness/agents/*.md`) and of the program. What is wrong with a file is a notice. A role of the workspace chooses no
 * model: whoever wrote it does not pay.
 */
export async function gatherAgents(
  { agents = {}, onNotice }: Pick<Options, 'agents' | 'onNotice'>,
  { workspace, home }: Gathering,
): Promise<Agents> {
  for (const [name, { description }] of Object.entries(agents)) {
    if (!/^[\w-]{1,64}$/u.test(name)) throw wrong(name, 'a name is letters, digits, - and _')
    if (description.trim() === '') throw wrong(name, 'say in description when to use it')
  }
  const { readRoles } = await import('@harness/context')
  const { roles, faults } = await readRoles([
    { path: join(workspace, '.harness', 'agents'), source: 'workspace' },
    ...(home === undefined ? [] : [{ path: join(home, 'agents'), source: 'user' }]),
  ])
  for (const { message } of faults) onNotice?.(message)
  const fromFiles = roles.map(({ name, source, prompt, model, ...rest }) => {
    const own = { ...rest, ...(prompt !== '' && { prompt }) }
    if (model === undefined) return [name, own]
    if (source === 'user') return [name, { ...own, model }]
    onNotice?.(`The agent ${name} of this folder names the model ${model}, and has its parent's.`)
    return [name, own]
  })
  return { ...builtinAgents, ...Object.fromEntries(fromFiles), ...agents }
}

const wrong = (name: string, why: string) =>
  new SdkError('invalid_option', `agents: ${JSON.stringify(name)} cannot be used: ${why}.`)
