import { z } from 'zod'
import { Json } from './json.ts'
import { Question } from './question.ts'
import { Execution, TaskSpec } from './task.ts'

/** What may be done when a process dies in the middle: run again, compare and run again, or never by itself. */
export const EffectClass = z.enum(['pure', 'idempotent', 'other'])
export type EffectClass = z.infer<typeof EffectClass>

/** What a call touches, in the words of the permission table. */
export const Access = z.enum(['none', 'read', 'edit', 'command', 'network'])
export type Access = z.infer<typeof Access>

/** What a tool found out about a call without changing anything. Recorded; handed back when it acts. */
export const Prepared = z.object({
  effect: EffectClass,
  access: Access,
  /** Whether it reaches outside the workspace. */
  outside: z.boolean().optional(),
  /** The server of the Model Context Protocol that it asks, as rules call it; `target` is then `server/tool`. */
  server: z.string().optional(),
  /** What a rule's pattern is matched against: a workspace path, a command, a URL. */
  target: z.string().optional(),
  /** All of them, where one call has several: each is judged, and the strictest verdict counts. */
  targets: z.array(z.string()).optional(),
  /** Real paths, before-hashes, a parsed command: the tool's own, checked again when it acts. */
  facts: Json.optional(),
  /** What git runs there because the repository says so, when a command only asks it to look: `.git/config: core.fsmonitor`. */
  gitRuns: z.array(z.string()).optional(),
  /** What it will change. Calls of one turn that share a lock run in the model's order. */
  locks: z.array(z.string()).optional(),
  /** What a person is shown before it happens: a diff, the command. */
  preview: z.string().optional(),
  /** A secret goes in where its input has a placeholder: the kernel says so, whatever the tool does. */
  restores: z.boolean().optional(),
  /** A person answers it before the tool acts, where there is one; the tool is given the answer. */
  question: Question.optional(),
  /** The work is a task; the tool concludes from its end. */
  task: TaskSpec.optional(),
  execution: Execution.optional(),
})
export type Prepared = z.infer<typeof Prepared>
