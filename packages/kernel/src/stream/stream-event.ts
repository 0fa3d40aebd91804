// The public event stream: what `--output-format stream-json` prints and the SDK yields. A vocabulary of its own,
// versioned apart from the log; readers ignore what they do not know. Its descriptions are those of the published JSON Schema.
import { z } from 'zod'
import { Json } from '../events/json.ts'
import { HookEvent } from '../events/hook.ts'
import { Question } from '../events/question.ts'

/** Version of the stream's vocabulary. Raised when a field changes its meaning or goes. */
export const streamVersion = 1

const Place = z.object({
  sessionId: z.string().describe('The session.'),
  seq: z
    .int()
    .nonnegative()
    .describe('The log event this follows from; a delta carries its model call’s or tool’s.'),
})

const callId = z.string().describe('Names the call in all its lines; unique within its session.')
const tool = z.string().describe('The tool’s name.')
const taskId = z.int().describe('Names the task.')

export const StreamEvent = z.discriminatedUnion('type', [
  Place.extend({
    type: z.literal('session.start'),
    version: z.int().describe('Version of this vocabulary.').meta({ const: streamVersion }),
    model: z.string().describe('provider/id of the model.'),
    workspace: z.string().nullable().describe('The folder that is worked in.'),
    contextWindow: z
      .int()
      .optional()
      .describe('Tokens that the model takes in; left out: unknown.'),
  }).describe('A run begins.'),
  Place.extend({
    type: z.literal('turn.start'),
    turn: z.int().describe('From 1 in each run.'),
  }).describe('A model call, and the tool calls it will ask for.'),
  Place.extend({
    type: z.literal('text.delta'),
    text: z.string().describe('The next piece of what the model says.'),
  }).describe('The model says something.'),
  Place.extend({
    type: z.literal('reasoning.delta'),
    text: z.string().describe('The next piece of its reasoning.'),
  }).describe('The model thinks, where the provider shows it.'),
  Place.extend({
    type: z.literal('tool.start'),
    callId,
    parentCallId: z
      .string()
      .optional()
      .describe('For a call of a subagent: the call of its parent that it works for.'),
    tool,
    input: Json.describe('Its arguments, as hooks changed them; a text where they are not JSON.'),
  }).describe('A call runs. One that was refused has this too, right before its end.'),
  Place.extend({
    type: z.literal('tool.progress'),
    callId,
    text: z.string().describe('What came since the last one, such as output of a command.'),
  }).describe('A call goes on.'),
  Place.extend({
    type: z.literal('tool.end'),
    callId,
    tool,
    output: z.string().describe('What the model reads, as text.'),
    error: z.string().nullable().describe('Why it failed or did not run; null when it worked.'),
  }).describe('The call has its result.'),
  Place.extend({
    type: z.literal('permission.ask'),
    callId,
    tool,
    preview: z.string().nullable().describe('What will happen.'),
    reason: z.string().nullable().describe('Why it is asked.'),
    suggestions: z
      .array(z.string())
      .optional()
      .describe(
        'Rules by which it would not be asked about again: an answer may say that they hold from now on.',
      ),
    question: Question.optional().describe('Where it is a question and not a permission.'),
  }).describe('A call waits for a person.'),
  Place.extend({
    type: z.literal('permission.decision'),
    callId,
    tool,
    decision: z.enum(['allow', 'ask', 'deny']),
    rule: z.string().describe('The rule, or who answered.'),
    reason: z.string().nullable().describe('Why.'),
  }).describe(
    'The policy, or whoever was asked, has decided. Of several about one call the last one counts.',
  ),
  Place.extend({
    type: z.literal('hook.decision'),
    event: HookEvent.describe('What it was asked about.'),
    hook: z.string().describe('Which hook: its command or name.'),
    callId: callId.optional(),
    tool: tool.optional(),
    decision: z.enum(['none', 'allow', 'ask', 'deny']),
    reason: z.string().nullable().describe('Why; null where it does not say.'),
  }).describe('What a hook said. One line for each hook that was asked.'),
  Place.extend({
    type: z.literal('task.start'),
    task: taskId,
    callId,
    kind: z.enum(['command', 'subagent']),
  }).describe('The call’s work is a task.'),
  Place.extend({
    type: z.literal('task.end'),
    task: taskId,
    callId,
    output: z.string().describe('What the model reads of its end.'),
  }).describe('A task is over, maybe long after its call.'),
  Place.extend({
    type: z.literal('usage'),
    inputTokens: z.int().describe('All input, cached or not.'),
    outputTokens: z.int().describe('All output, reasoning included.'),
    cost: z.number().nonnegative().nullable().describe('US dollars; null: the price is unknown.'),
    model: z.string().describe('The model that answered.'),
  }).describe('What one reply cost.'),
  Place.extend({
    type: z.literal('compaction.start'),
    reason: z.string().describe('window, overflow or asked.'),
  }).describe('The conversation is being made shorter.'),
  Place.extend({
    type: z.literal('compaction'),
    reason: z.string().describe('window, overflow or asked.'),
    ok: z.boolean().describe('Whether it was made shorter.'),
    message: z.string().nullable().describe('Why it could not; null where it could.'),
    before: z.int().optional().describe('Tokens of a request before, roughly.'),
    after: z.int().optional().describe('Tokens of a request after, roughly.'),
  }).describe('The conversation was made shorter, or could not be.'),
  Place.extend({
    type: z.literal('error'),
    message: z.string().describe('What went wrong.'),
    recoverable: z.boolean().describe('True: it is tried again. False: the run ends by it.'),
    retryInMs: z.int().optional().describe('Milliseconds until then, where there is a pause.'),
  }).describe('Something went wrong.'),
  Place.extend({
    type: z.literal('turn.end'),
    turn: z.int().describe('Which.'),
    reason: z
      .string()
      .describe('end, calls or length; or failed, cancelled, lost or forked. More may come.'),
    agent: z.string().optional().describe('For a turn of a subagent: its role.'),
  }).describe('The model call and its tool calls are over.'),
  Place.extend({
    type: z.literal('run.end'),
    reason: z.string().describe('done, denied, failed, stuck, limit or cancelled. More may come.'),
    limit: z.string().nullable().describe('For limit: turns, tokens, cost or time.'),
    message: z.string().nullable().describe('What went wrong, or who cancelled.'),
    unconfirmed: z
      .literal(true)
      .optional()
      .describe('Done as far as can be told: the model stopped without saying so by its tool.'),
  }).describe('The last line of a run.'),
])
export type StreamEvent = z.infer<typeof StreamEvent>
