import { z } from 'zod'
import { Content } from './content.ts'
import { Hash } from './hash.ts'
import { Limits } from './limits.ts'
import { Usage } from './usage.ts'

/** Whether the loop waits for a task: to its end, not at all, or for a while (`auto`). */
export const Execution = z.enum(['inline', 'background', 'auto'])
export type Execution = z.infer<typeof Execution>

/** A shell command that outlives its process if it must. */
export const CommandSpec = z.object({
  kind: z.literal('command'),
  /** The program and its arguments; a shell command is `['/bin/sh', '-c', …]`. */
  argv: z.array(z.string()).min(1),
  cwd: z.string(),
  /** The whole environment: nothing is inherited. In the log placeholders stand for secrets, as everywhere. */
  env: z.record(z.string(), z.string()),
  timeoutMs: z.number().positive(),
  /** Bytes of output kept; the command is stopped when it writes more. */
  outputCap: z.int().positive(),
  /** Not in a sandbox, where there is one: a person allowed this very command. */
  unsandboxed: z.boolean().optional(),
})
export type CommandSpec = z.infer<typeof CommandSpec>

/** A session of its own that works for this one. */
export const SubagentSpec = z.object({
  kind: z.literal('subagent'),
  role: z.string(),
  prompt: z.string(),
  /** What it may spend is reserved from the run's when the task starts. */
  limits: Limits,
  /** Works in a copy of the repository and hands its changes back as a patch. */
  worktree: z.boolean().optional(),
})
export type SubagentSpec = z.infer<typeof SubagentSpec>

export const TaskSpec = z.discriminatedUnion('kind', [CommandSpec, SubagentSpec])
export type TaskSpec = z.infer<typeof TaskSpec>

/** How a task ended. */
export const TaskEnd = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('exited'),
    /** The exit code; null when a signal ended it. */
    code: z.int().nullable(),
    signal: z.string().optional(),
    /** Why the runner stopped it, where it did. */
    stopped: z.enum(['timeout', 'output', 'cancelled']).optional(),
    /** The first and last bytes of the output, as text. */
    head: z.string(),
    tail: z.string(),
    bytes: z.int().nonnegative(),
    /** The whole output, where head and tail are not all of it. */
    output: Hash.optional(),
    durationMs: z.number().nonnegative(),
  }),
  z.object({
    kind: z.literal('reported'),
    session: z.string(),
    /** Why the child's last run finished. */
    reason: z.string(),
    content: Content,
    usage: Usage,
    /** US dollars; null when the price of one call is unknown. */
    cost: z.number().nullable(),
    /** Then: what the others cost. */
    priced: z.number().nonnegative().optional(),
  }),
  /** It could not be started. */
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type TaskEnd = z.infer<typeof TaskEnd>
