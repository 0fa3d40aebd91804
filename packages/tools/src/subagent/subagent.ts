import { z } from 'zod'
import { defaultLimits, defineTool, type Tool } from '@harness/kernel'
import { concludeSubagent } from './conclude-subagent.ts'

/** What a subagent can be, as the model is told. */
export interface SubagentRole {
  name: string
  description: string
  /** Model calls it may make; default 30. */
  maxTurns?: number | undefined
}

export interface SubagentOptions {
  roles: readonly [SubagentRole, ...SubagentRole[]]
  /** Whether it may be given a copy of the repository to work in. */
  worktree?: boolean
}

const turns = 30

/** Starts a session of its own that works for this one. What it does there is judged there; who it is, the host says. */
export function subagentTool({ roles, worktree: hasWorktrees = false }: SubagentOptions): Tool {
  const names = roles.map((role) => role.name)
  const Input = inputFor(roles, hasWorktrees)
  return defineTool({
    name: 'subagent',
    description:
      'Give a separable piece of work to an agent with a context of its own; several in one reply work side by side.',
    input: Input,
    effect: 'other',
    async prepare(input) {
      const { prompt, role: name = names[0] ?? '', background = false } = input
      const role = roles.find((one) => one.name === name)
      const isCopy = 'worktree' in input && input.worktree === true
      const limits = { ...defaultLimits, maxTurns: role?.maxTurns ?? turns }
      return {
        kind: 'ready',
        prepared: {
          effect: 'other',
          access: 'none',
          target: name,
          preview: `${name}${isCopy ? ' in a worktree' : ''}: ${prompt}`,
          execution: background ? 'background' : 'inline',
          task: {
            kind: 'subagent',
            role: name,
            prompt,
            limits,
            ...(isCopy && { worktree: true }),
          },
        },
      }
    },
    conclude: async (end) => concludeSubagent(end),
  })
}

/** Of the roles that were asked for last: sessions of one process have the same, and a schema costs more than all else here. */
let newest: { key: string; schema: ReturnType<typeof inputOf> } | undefined

function inputFor(roles: SubagentOptions['roles'], hasWorktrees: boolean) {
  const key = JSON.stringify([
    hasWorktrees,
    roles.map(({ name, description }) => [name, description]),
  ])
  if (newest?.key !== key) newest = { key, schema: inputOf(roles, hasWorktrees) }
  return newest.schema
}

function inputOf(roles: SubagentOptions['roles'], hasWorktrees: boolean) {
  const shape = {
    prompt: z.string().min(1).max(100_000).describe('all it needs: it sees nothing else'),
    role: z
      .enum(roles.map((role) => role.name))
      .optional()
      .describe(rolesAsText(roles)),
    background: z.boolean().optional(),
  }
  const worktree = z.boolean().optional().describe('in a copy of HEAD; answers a patch')
  return z.object(hasWorktrees ? { ...shape, worktree } : shape)
}

const rolesAsText = ([first, ...more]: SubagentOptions['roles']): string =>
  [
    `${first.name} (default): ${first.description}`,
    ...more.map(({ name, description }) => `${name}: ${description}`),
  ].join('; ')
