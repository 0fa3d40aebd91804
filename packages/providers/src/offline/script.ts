import { Failure, Json, Usage } from '@harness/kernel'
import { z } from 'zod'

// What a member means is said by `describe`: editors show it to whoever writes a script.

const texts = z.array(z.string().min(1))
const count = z.int().nonnegative()

const ResultCondition = z.strictObject({
  tool: z.string(),
  contains: texts.optional().describe('The result holds all of these.'),
  lacks: texts.optional().describe('The result holds none of these.'),
  failed: z.boolean().optional(),
})

const CallCondition = z.strictObject({
  tool: z.string(),
  contains: texts.optional().describe('Its arguments, as JSON text, hold all of these.'),
})

/** When a rule applies: all that is said must hold. Texts are compared as they are, without patterns. */
export const Condition = z.strictObject({
  said: texts
    .optional()
    .describe(
      'The last user message holds all of these, whatever their case; an image reads as [image].',
    ),
  system: texts.optional().describe('The system prompt holds all of these.'),
  tools: texts.optional().describe('All of these tools are offered.'),
  output: z.boolean().optional().describe('Whether an answer by a JSON Schema is asked for.'),
  replies: count.optional().describe('So many replies were given since the conversation began.'),
  turn: count.optional().describe('So many replies were given since the last user message.'),
  results: z
    .array(ResultCondition)
    .optional()
    .describe("Each of these holds for some result of the last reply's calls."),
  called: texts.optional().describe('All of these tools were called since the last user message.'),
  notCalled: texts.optional().describe('None of these tools was.'),
  calls: z
    .array(CallCondition)
    .optional()
    .describe('Each of these holds for some call since the last user message.'),
})
export type Condition = z.infer<typeof Condition>

const ScriptedCall = z.strictObject({
  tool: z.string(),
  input: Json.optional(),
  raw: z
    .string()
    .optional()
    .describe('The arguments as text in place of `input`, to show a model that writes no JSON.'),
  id: z.string().optional().describe('Made from the turn unless given.'),
})

const ScriptedFailure = Failure.extend({
  after: z.string().optional().describe('What it says before it fails, and takes back.'),
  times: z
    .int()
    .positive()
    .optional()
    .describe(
      'Only so many attempts at one call fail; the next one is answered. All of them unless given.',
    ),
})
  .strict()
  .describe("A failure in place of an answer, as a server's would be told.")

/** What the model answers. With calls it waits for their results; without, it is done. */
export const ScriptedReply = z.strictObject({
  reasoning: z.string().optional(),
  text: z.string().optional(),
  json: Json.optional().describe('An answer by a JSON Schema, in place of `text`.'),
  calls: z.array(ScriptedCall).optional(),
  stop: z
    .literal('length')
    .optional()
    .describe('`length`: cut by its token limit, whatever it holds.'),
  usage: Usage.optional().describe('In place of the count that is made of the texts.'),
  failure: ScriptedFailure.optional(),
  delayMs: z.number().nonnegative().optional().describe('Milliseconds before it begins.'),
})
export type ScriptedReply = z.infer<typeof ScriptedReply>

/** A conversation partner as data: the first rule whose condition holds answers. */
export const Script = z.strictObject({
  $schema: z.string().optional().describe('Editors complete and check by it.'),
  name: z.string(),
  rules: z
    .array(z.strictObject({ when: Condition.optional(), reply: ScriptedReply }))
    .describe('The first one whose condition holds answers.'),
  otherwise: ScriptedReply.describe('The answer when no rule applies.'),
})
export type Script = z.infer<typeof Script>
