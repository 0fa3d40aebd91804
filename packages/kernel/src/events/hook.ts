import { z } from 'zod'
import { Json } from './json.ts'

/** When hooks are asked, in the names of Claude Code. */
export const HookEvent = z.enum([
  'SessionStart',
  'SessionEnd',
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'PostToolUseFailure',
  'Stop',
  'SubagentStop',
  'PreCompact',
  'Notification',
])
export type HookEvent = z.infer<typeof HookEvent>

/** What one hook said. */
export const HookAnswer = z.object({
  event: HookEvent,
  /** Which one, for a person: its command or name. */
  hook: z.string(),
  /** `deny` to `Stop` and `SubagentStop` means: not yet; after a tool: something is wrong with what it did. */
  decision: z.enum(['none', 'allow', 'ask', 'deny']),
  reason: z.string().optional(),
  /** For the model; before a compaction, what it should keep. */
  context: z.string().optional(),
  /** To `PreToolUse`: the input that the tool is given instead. */
  input: Json.optional(),
  /** Ends the run, and why. */
  stop: z.string().optional(),
  /** It did not answer as a hook should: it crashed, took too long, or could not be started. */
  failed: z.literal(true).optional(),
})
export type HookAnswer = z.infer<typeof HookAnswer>

export const denialOf = (answers: readonly HookAnswer[]): HookAnswer | undefined =>
  answers.find(({ decision }) => decision === 'deny')
