// The public event stream: what `--output-format stream-json` prints and the SDK yields. A vocabulary of its own,
// versioned apart from the log; readers ignore what they do not know.
import { z } from 'zod'
import { Json } from '../events/json.ts'
import { HookEvent } from '../events/hook.ts'
import { Question } from '../events/question.ts'

/** Version of the stream's vocabulary. Raised when a field changes its meaning or goes. */
export const streamVersion = 1

const Place = z.object({
  sessionId: z.string(),
  /** The log event this follows from; a delta carries its model call's or tool's. */
  seq: z.int().nonnegative(),
})

const Cost = z.number().nonnegative().nullable()

export const StreamEvent = z.discriminatedUnion('type', [
  Place.extend({
    type: z.literal('session.start'),
    version: z.int(),
    model: z.string(),
    workspace: z.string().nullable(),
  }),
  Place.extend({ type: z.literal('turn.start'), turn: z.int() }),
  Place.extend({ type: z.literal('text.delta'), text: z.string() }),
  Place.extend({ type: z.literal('reasoning.delta'), text: z.string() }),
  Place.extend({
    type: z.literal('tool.start'),
    callId: z.string(),
    parentCallId: z.string().optional(),
    tool: z.string(),
    input: Json,
  }),
  Place.extend({ type: z.literal('tool.progress'), callId: z.string(), text: z.string() }),
  Place.extend({
    type: z.literal('tool.end'),
    callId: z.string(),
    tool: z.string(),
    output: z.string(),
    /** Why it failed or did not run; null when it worked. */
    error: z.string().nullable(),
  }),
  Place.extend({
    type: z.literal('permission.ask'),
    callId: z.string(),
    tool: z.string(),
    preview: z.string().nullable(),
    reason: z.string().nullable(),
    /** Rules by which it would not be asked about again: an answer may say that they hold from now on. */
    suggestions: z.array(z.string()).optional(),
    question: Question.optional(),
  }),
  Place.extend({
    type: z.literal('permission.decision'),
    callId: z.string(),
    tool: z.string(),
    decision: z.enum(['allow', 'ask', 'deny']),
    /** The rule, or who answered. */
    rule: z.string(),
    reason: z.string().nullable(),
  }),
  Place.extend({
    type: z.literal('hook.decision'),
    event: HookEvent,
    /** Which hook: its command or name. */
    hook: z.string(),
    callId: z.string().optional(),
    tool: z.string().optional(),
    decision: z.enum(['none', 'allow', 'ask', 'deny']),
    reason: z.string().nullable(),
  }),
  Place.extend({
    type: z.literal('task.start'),
    task: z.int(),
    callId: z.string(),
    kind: z.enum(['command', 'subagent']),
  }),
  Place.extend({
    type: z.literal('task.end'),
    task: z.int(),
    callId: z.string(),
    output: z.string(),
  }),
  Place.extend({
    type: z.literal('usage'),
    inputTokens: z.int(),
    outputTokens: z.int(),
    /** US dollars; null when the price is unknown. */
    cost: Cost,
    model: z.string(),
  }),
  Place.extend({
    type: z.literal('compaction'),
    reason: z.string(),
    ok: z.boolean(),
    message: z.string().nullable(),
    /** Tokens of a request, roughly. */
    before: z.int().optional(),
    after: z.int().optional(),
  }),
  Place.extend({ type: z.literal('error'), message: z.string(), recoverable: z.boolean() }),
  Place.extend({
    type: z.literal('turn.end'),
    turn: z.int(),
    reason: z.string(),
    agent: z.string().optional(),
  }),
  Place.extend({
    type: z.literal('run.end'),
    reason: z.string(),
    limit: z.string().nullable(),
    message: z.string().nullable(),
    /** Done as far as can be told: the model stopped without saying so, see `run.finished`. */
    unconfirmed: z.literal(true).optional(),
  }),
])
export type StreamEvent = z.infer<typeof StreamEvent>
