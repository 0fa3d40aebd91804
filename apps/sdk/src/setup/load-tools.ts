import { join } from 'node:path'
import type { Skill } from '@harness/context'
import type { Tool } from '@harness/kernel'
import type { Config } from '../config/config.ts'
import type { SandboxSettings } from '@harness/permissions'
import { ownTools } from '../custom-tools/own-tools.ts'
import type { Options } from '../options.ts'
import type { AttachedServers } from '../mcp/attach-servers.ts'
import type { Agents } from '../subagents/gather-agents.ts'
import { isToolOf } from '../subagents/tools-of-agent.ts'
import { briefTool } from './brief-tool.ts'
import { declaredTools } from './declared-tools.ts'

export interface Loading {
  /** Everything that was said of the environment: the process's, and the options' over it. */
  env: Readonly<Record<string, string | undefined>>
  agents: Agents
  skills: readonly Skill[]
  config: Pick<Config, 'tools' | 'mcpTools'>
  /** Whether commands run in a sandbox now, and in which. */
  sandbox(): SandboxSettings | undefined
  /** The servers of the Model Context Protocol. */
  servers: Pick<AttachedServers, 'tools' | 'declared'> | undefined
  /** Below it commands of a session keep what they leave for one another; without it they keep nothing. */
  home: string | undefined
}

/** The tools of one session: those of a program's own stand in all of them. */
export type Toolset = (session: { id: string; hasSubagents: boolean }) => {
  tools: readonly Tool[]
  /** Of all there are, those that are taken away too. */
  names: readonly string[]
}

/** The coding tools and those that tell of a repository, with the program's own in place of theirs or behind them; without those that a bare name disallows. */
export async function loadTools(
  options: Options,
  { env, agents, skills, config, sandbox, servers, home }: Loading,
): Promise<Toolset> {
  const { codingTools, listFiles } = await import('@harness/tools')
  const { contextTools, skillTool } = await import('@harness/context')
  const { isSecret } = await import('@harness/permissions')
  const listOpen: typeof listFiles = async function* (...asked) {
    for await (const path of listFiles(...asked)) if (!isSecret(path)) yield path
  }
  const context = [
    ...contextTools({ listFiles: listOpen }),
    ...(skills.length > 0 ? [skillTool(skills)] : []),
  ]
  const given = await ownTools(options)
  const declared = declaredTools(config.mcpTools, (...asked) => servers?.declared(...asked))
  // Nobody answers for one that is declared; the program does for its own.
  const own = [
    ...declared.filter((tool) => !given.some(({ name }) => name === tool.name)),
    ...given,
  ]
  const isThere = await filterOf(options, config.tools)
  const { [options.agent ?? '']: agent = {} } = agents
  const pass = Object.keys(options.env ?? {}).filter((name) => !isSecretName.test(name))
  const [first, ...more] = rolesOf(agents)
  return ({ id, hasSubagents }) => {
    const wall = sandbox()
    const walled = wall ? { sandbox: lackedIn(wall) } : {}
    const state = home === undefined ? {} : { state: join(home, 'sessions', id, 'shell') }
    const coding = codingTools({
      search: { isSecret },
      shell: { environment: { from: env, pass }, ...walled, ...state },
      ...(hasSubagents && first && { subagents: { roles: [first, ...more], worktree: true } }),
    })
    const defaults = [...coding, ...context].map(briefTool)
    const here = [
      ...defaults.map((tool) => own.find(({ name }) => name === tool.name) ?? tool),
      ...own.filter((tool) => !defaults.some(({ name }) => name === tool.name)),
    ]
    const tools = [
      ...here,
      ...(servers?.tools() ?? []).filter((tool) => !here.some(({ name }) => name === tool.name)),
    ]
    return {
      tools: tools.filter(({ name }) => isThere(name) && isToolOf(agent, name)),
      names: tools.map(({ name }) => name),
    }
  }
}

const lackedIn = ({ network, commits }: SandboxSettings): string[] => [
  // Each command has a loopback of its own.
  ...(network ? [] : ['network', 'other servers']),
  'home',
  ...(commits ? [] : ['commits']),
]

/** Which names are not taken away: by a configuration's globs, or an option's bare name. */
async function filterOf(
  { disallowedTools = [] }: Options,
  { enabled = ['*'], disabled = [] }: NonNullable<Config['tools']> = {},
): Promise<(name: string) => boolean> {
  const { matchTool } = await import('@harness/permissions')
  const gone = [...disabled, ...disallowedTools.filter((rule) => !rule.includes('('))]
  return (name) =>
    enabled.some((glob) => matchTool(glob, name)) && !gone.some((glob) => matchTool(glob, name))
}

const rolesOf = (agents: Agents) =>
  Object.entries(agents).map(([name, { description, maxTurns }]) => ({
    name,
    description,
    maxTurns,
  }))

/** What a command is told of the environment stands in the log: what sounds like a secret stays out of it. */
const isSecretName = /key|token|secret|passw|credential|auth/i
