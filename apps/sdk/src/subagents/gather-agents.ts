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
 * The roles there always are, with those of the workspace (`.harness/agents/*.md`) beside them, and those of the user
 * (`agents/*.md` of the home) and of the program over them. What is wrong with a file is a notice. Whoever wrote a workspace
 * neither pays nor is trusted yet: a role of its takes nobody's place, chooses no model and has no more turns than others.
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
    ...(home === undefined ? [] : [{ path: join(home, 'agents'), source: 'user' }]),
    { path: join(workspace, '.harness', 'agents'), source: 'workspace' },
  ])
  for (const { message } of faults) onNotice?.(message)
  const gathered: Record<string, AgentDefinition> = { ...builtinAgents }
  for (const { name, source, prompt, model, maxTurns, ...rest } of roles) {
    const own = { ...rest, ...(prompt !== '' && { prompt }) }
    if (source === 'user') {
      const chosen = { ...(model !== undefined && { model }), ...(maxTurns && { maxTurns }) }
      gathered[name] = { ...own, ...chosen }
    } else if (name in builtinAgents) {
      onNotice?.(
        `The agent ${name} of this folder is left out: ${name} is always there. Rename it.`,
      )
    } else {
      if (model !== undefined || maxTurns !== undefined) onNotice?.(unchosen(name))
      gathered[name] = own
    }
  }
  return { ...gathered, ...agents }
}

const unchosen = (name: string) =>
  `The agent ${name} of this folder has its parent's model and the usual turns, whatever its file says.`

const wrong = (name: string, why: string) =>
  new SdkError('invalid_option', `agents: ${JSON.stringify(name)} cannot be used: ${why}.`)
