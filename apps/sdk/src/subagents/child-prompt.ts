import { systemPrompt } from '../defaults/system-prompt.ts'
import type { AgentDefinition } from './agent-definition.ts'
import type { Worktree } from './worktree/open-worktree.ts'

const forAnother =
  'You work for another agent, which sees only your last message: say there what it needs, and nothing twice.'

export interface ChildPrompt {
  agent: AgentDefinition
  workspace: string
  worktree: Worktree | undefined
  /** What the person adds to every system prompt. */
  more: string | undefined
  /** Instructions and skills of the folder. */
  texts: string
  now: number
}

/** The system prompt of a subagent. */
export function childPrompt({ agent, workspace, worktree, more, texts, now }: ChildPrompt): string {
  const copy =
    worktree &&
    `Your working folder is a copy of the repository at commit ${worktree.base.slice(0, 12)}, for you alone; changes that were not committed are not in it. What you change in it is handed back as a patch: do not commit, and do not write elsewhere.`
  const added = [more, agent.prompt === undefined ? forAnother : undefined, copy]
    .filter((text) => text !== undefined)
    .join('\n')
  return systemPrompt({
    systemPrompt: agent.prompt,
    appendSystemPrompt: added === '' ? undefined : added,
    texts,
    workspace,
    now,
  })
}
