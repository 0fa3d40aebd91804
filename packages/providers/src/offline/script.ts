import { Failure, Json, Usage } from '@harness/kernel'
import { z } from 'zod'

const texts = z.array(z.string().min(1))

/** A condition on a result of the last group of calls. */
const ResultCondition = z.strictObject({
  tool: z.string(),
  /** The result holds all of these. */
  contains: texts.optional(),
  /** The result holds none of these. */
  lacks: texts.optional(),
  failed: z.boolean().optional(),
})

/** When a rule applies: all that is said must hold. Texts are compared as they are, without patterns. */
export const Condition = z.strictObject({
  /** The last user message holds all of these, whatever their case. */
  said: texts.optional(),
  /** The system prompt holds all of these. */
  system: texts.optional(),
  /** All of these tools are offered. */
  tools: texts.optional(),
  /** So many replies were given since the conversation began. */
  replies: z.int().nonnegative().optional(),
  /** So many replies were given since the last user message. */
  turn: z.int().nonnegative().optional(),
  /** Each of these holds for some result of the last reply's calls. */
  results: z.array(ResultCondition).optional(),
  /** All of these tools were called since the last user message. */
  called: texts.optional(),
  /** None of these tools was. */
  notCalled: texts.optional(),
})
export type Condition = z.infer<typeof Condition>

const ScriptedCall = z.strictObject({
  tool: z.string(),
  input: Json.optional(),
  /** The arguments as text in place of `input`, to show a model that writes no JSON. */
  raw: z.string().optional(),
  /** Made from the turn unless given. */
  id: z.string().optional(),
})

/** A failure in place of an answer, as a server's would be told. */
const ScriptedFailure = Failure.extend({
  /** Only so many attempts at one call fail; the next one is answered. All of them unless given. */
  times: z.int().positive().optional(),
}).strict()

/** What the model answers. With calls it waits for their results; without, it is done. */
export const ScriptedReply = z.strictObject({
  reasoning: z.string().optional(),
  text: z.string().optional(),
  calls: z.array(ScriptedCall).optional(),
  /** `length`: cut by its token limit, whatever it holds. */
  stop: z.literal('length').optional(),
  /** In place of the count that is made of the texts. */
  usage: Usage.optional(),
  failure: ScriptedFailure.optional(),
  /** Milliseconds before it begins. */
  delayMs: z.number().nonnegative().optional(),
})
export type ScriptedReply = z.infer<typeof ScriptedReply>

/** A conversation partner as data: the first rule whose condition holds answers. */
export const Script = z.strictObject({
  /** Editors complete and check by it; nothing else reads it. */
  $schema: z.string().optional(),
  name: z.string(),
  rules: z.array(z.strictObject({ when: Condition.optional(), reply: ScriptedReply })),
  /** The answer when no rule applies. */
  otherwise: ScriptedReply,
})
export type Script = z.infer<typeof Script>
