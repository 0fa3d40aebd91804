// The subagents of a run: what each is to be, and who looks after it while it works.
import {
  closestName,
  permissionsOf,
  subagentsOver,
  textContent,
  type Artifacts,
  type Child,
  type Host,
  type Redactor,
  type Session,
  type Sessions,
  type Setup,
  type SubagentSpec,
  type Subagents,
} from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import type { Attendance } from './attendance.ts'
import { attendChild } from './attend-child.ts'
import type { AgentDefinition } from './agent-definition.ts'
import { childPrompt } from './child-prompt.ts'
import type { Agents } from './gather-agents.ts'
import { toolsOfAgent } from './tools-of-agent.ts'
import { handBack } from './worktree/hand-back.ts'
import { openWorktree } from './worktree/open-worktree.ts'
import type { Toolset } from '../setup/load-tools.ts'
import { modelsOf, type Talking } from '../setup/talking-to.ts'

/** Subagents of subagents of the run's own session, and no further. */
const deepest = 2

/** What subagents have from the run that starts them. */
export interface Kin {
  sessions: Sessions
  /** The sessions that this process drives, by id: the run's own, and its subagents while they work. */
  live: Map<string, Session>
  root: string
  agents: Agents
  toolset: Toolset
  permissions: Setup['permissions']
  talking: Talking
  /** Another model than the run's. Rejects with why it cannot be had. */
  talkTo(model: string): Promise<Talking>
  host: Pick<Host, 'policy' | 'commands' | 'compactor' | 'hooks'>
  redactor: Redactor
  /** What the person adds to every system prompt. */
  appendSystemPrompt: string | undefined
  /** Instructions and skills of the folder. */
  texts: string
  /** The share of a model's window at which a conversation is made shorter. */
  compactAt: number | undefined
  /** Where worktrees stand. */
  worktrees(): string
}

export function childrenOf(kin: Kin, attendance: Attendance): Subagents {
  const subagents = subagentsOver({
    sessions: kin.sessions,
    child: (spec, id, signal) =>
      childOf(spec, { id, kin, attendance, signal, subagents: () => subagents }),
  })
  return subagents
}

/** The artifacts of a session that is being driven, for what holds no secret any more. */
export function artifactsOf(live: Kin['live'], id: string): Artifacts {
  const session = live.get(id)
  if (session) return session.store.artifacts
  throw new Error(`session ${id} is not driven by this process`)
}

interface Making {
  id: string
  kin: Kin
  attendance: Attendance
  signal: AbortSignal
  subagents(): Subagents
}

async function childOf(spec: SubagentSpec, making: Making): Promise<Child> {
  const { id, kin, attendance, signal, subagents } = making
  const agent = agentNamed(spec.role, kin.agents)
  const parent = kin.live.get(id.slice(0, id.lastIndexOf('.')))
  const home = parent?.state.identity.workspace ?? process.cwd()
  const hasSubagents = depthOf(id, kin.root) < deepest
  const tools = toolsOfAgent(agent, kin.toolset({ id, hasSubagents }).tools, parent)
  const talking = agent.model ? await kin.talkTo(agent.model) : kin.talking
  const worktree = spec.worktree
    ? await openWorktree({ workspace: home, folder: kin.worktrees(), id, signal })
    : undefined
  const workspace = worktree?.workspace ?? home
  const now = systemRuntime.now()
  const { appendSystemPrompt: more, texts, compactAt } = kin
  const system = childPrompt({ agent, workspace, worktree, more, texts, now })
  const { attend, live } = attendChild({ spec, parent, kin, attendance })
  return {
    workspace,
    redactor: kin.redactor,
    setup: {
      ...modelsOf(talking),
      system,
      tools,
      // What was allowed for good holds for whoever is sent after that.
      permissions: (parent && permissionsOf(parent.state)) ?? kin.permissions,
      limits: spec.limits,
      hooks: kin.host.hooks?.events ?? [],
      ...(compactAt !== undefined && { compactAt }),
    },
    host: {
      ...kin.host,
      runtime: systemRuntime,
      tools,
      provider: talking.provider,
      subagents: subagents(),
      live,
    },
    attend,
    ...(worktree && {
      conclude: async (end) => ({
        ...end,
        content: [...end.content, ...textContent(await handBack(worktree))],
      }),
    }),
  }
}

function agentNamed(role: string, agents: Agents): AgentDefinition {
  const agent = agents[role]
  if (agent) return agent
  const names = Object.keys(agents)
  const closest = closestName(role, names)
  const hint = closest === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${closest}?`
  throw new Error(`There is no agent ${role} (any more). ${hint}`)
}

/** 1 for a subagent of the run's own session. */
const depthOf = (id: string, root: string): number => id.slice(root.length).split('.').length - 1
