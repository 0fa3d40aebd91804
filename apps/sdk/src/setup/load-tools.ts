import { join } from 'node:path'
import type { Tool } from '@harness/kernel'
import type { Options } from '../options.ts'
import type { Agents } from '../subagents/gather-agents.ts'
import { briefTool } from './brief-tool.ts'

export interface Loading {
  /** Everything that was said of the environment: the process's, and the options' over it. */
  env: Readonly<Record<string, string | undefined>>
  agents: Agents
  /** Below it commands of a session keep what they leave for one another; without it they keep nothing. */
  home: string | undefined
}

/** The tools of one session: those of a program's own stand in all of them. */
export type Toolset = (session: { id: string; hasSubagents: boolean }) => readonly Tool[]

/** The coding tools and those that tell of a repository, with the program's own in place of theirs or behind them; without those that a bare name disallows. */
export async function loadTools(
  options: Options,
  { env, agents, home }: Loading,
): Promise<Toolset> {
  const { codingTools, listFiles } = await import('@harness/tools')
  const { contextTools } = await import('@harness/context')
  const context = contextTools({ listFiles })
  const own = options.tools ?? []
  const pass = Object.keys(options.env ?? {}).filter((name) => !isSecret.test(name))
  const gone = new Set(options.disallowedTools)
  const [first, ...more] = rolesOf(agents)
  return ({ id, hasSubagents }) => {
    const state = home === undefined ? {} : { state: join(home, 'sessions', id, 'shell') }
    const coding = codingTools({
      shell: { environment: { from: env, pass }, ...state },
      ...(hasSubagents && first && { subagents: { roles: [first, ...more], worktree: true } }),
    })
    const defaults = [...coding, ...context].map(briefTool)
    const tools = [
      ...defaults.map((tool) => own.find(({ name }) => name === tool.name) ?? tool),
      ...own.filter((tool) => !defaults.some(({ name }) => name === tool.name)),
    ]
    return tools.filter(({ name }) => !gone.has(name))
  }
}

const rolesOf = (agents: Agents) =>
  Object.entries(agents).map(([name, { description, maxTurns }]) => ({
    name,
    description,
    maxTurns,
  }))

/** What a command is told of the environment stands in the log: what sounds like a secret stays out of it. */
const isSecret = /key|token|secret|passw|credential|auth/i
