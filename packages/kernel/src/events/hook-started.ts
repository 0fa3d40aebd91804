import { z } from 'zod'
import { CallId } from './call.ts'

/** `result`: the seq of the event that settled it. */
const ofCall = { call: CallId, result: z.int().positive() }
/** `again`: a hook kept this run from ending before. */
const ofEnd = { again: z.boolean() }

/** What hooks are told of while the loop waits. Others are part of a judgement or a compaction. */
export const HookMoment = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('SessionStart'),
    source: z.enum(['startup', 'resume', 'fork']),
  }),
  z.object({ event: z.literal('SessionEnd'), reason: z.string() }),
  /** `input`: the seq of what was said. */
  z.object({ event: z.literal('UserPromptSubmit'), input: z.int().positive() }),
  z.object({ event: z.literal('PostToolUse'), ...ofCall }),
  z.object({ event: z.literal('PostToolUseFailure'), ...ofCall }),
  z.object({ event: z.literal('Stop'), ...ofEnd }),
  z.object({ event: z.literal('SubagentStop'), ...ofEnd }),
  z.object({
    event: z.literal('Notification'),
    kind: z.string(),
    message: z.string(),
  }),
])
export type HookMoment = z.infer<typeof HookMoment>

/** Intent: tell the hooks of an event, and hear what they say. */
export const HookStarted = z.object({ type: z.literal('hook.started'), data: HookMoment })
