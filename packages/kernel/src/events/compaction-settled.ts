import { z } from 'zod'
import { CallId } from './call.ts'
import { Content } from './content.ts'
import { HookAnswer } from './hook.ts'
import { Hash } from './hash.ts'
import { Unfinished } from './settlement.ts'
import { Usage } from './usage.ts'

/** What went over the wire for the summary, an artifact. */
const transcript = Hash.optional()
/** What its model calls took; left out when there was none. */
const usage = Usage.optional()
/** What `PreCompact` hooks said. */
const hooks = z.array(HookAnswer).optional()

/**
 * What is no longer shown, and what stands in its place. The log keeps all of it: the conversation before is the fold of
 * the events before.
 */
export const Shortening = z.object({
  /** Results of calls that are shown shorter from now on. */
  results: z.array(z.object({ call: CallId, content: Content })).optional(),
  /** The reasoning of replies at or before this seq is left out. */
  reasoning: z.int().positive().optional(),
  /** The summary that stands in the place of every message at or before `upto`. */
  content: Content.optional(),
  /** What people said before `upto`, word for word; stands before the summary. */
  inputs: z.array(Content).optional(),
  /** The seq of a reply; left out, it is the intent's. */
  upto: z.int().positive().optional(),
  /** Messages of people that alone take too much, shown shorter from now on; `input` is the seq of their event. */
  said: z.array(z.object({ input: z.int().positive(), content: Content })).optional(),
})
export type Shortening = z.infer<typeof Shortening>

export const CompactionSettled = z.object({
  type: z.literal('compaction.settled'),
  data: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('compacted'),
      ...Shortening.shape,
      /** The oldest event that the conversation is made of from now on; left out, it follows `upto`. */
      from: z.int().positive().optional(),
      /** Tokens of a request before and after, roughly. */
      before: z.int().nonnegative().optional(),
      after: z.int().nonnegative().optional(),
      usage,
      transcript,
      hooks,
    }),
    /** What was paid for is counted, whatever came of it. */
    z.object({ kind: z.literal('failed'), message: z.string(), usage, transcript, hooks }),
    z.object({ kind: Unfinished }),
  ]),
})
