import { z } from 'zod'
import { Hash } from './hash.ts'
import { HookEvent } from './hook.ts'
import { Json } from './json.ts'
import { Limits } from './limits.ts'
import { ModelSpec } from './model-spec.ts'
import { Permissions } from './permissions.ts'
import { EffectClass } from './prepared.ts'

/** Everything a decision depends on. Precedes the first decision, and every change. */
export const SessionConfigured = z.object({
  type: z.literal('session.configured'),
  data: z.object({
    kernel: z.string(),
    model: ModelSpec,
    /** Models to go on with, in order, when the one before cannot answer. */
    fallbacks: z.array(ModelSpec).optional(),
    /** A JSON Schema that the text of the last reply follows. */
    output: Json.optional(),
    /** The system prompt, an artifact. */
    system: Hash,
    /** The tools' names and worst effect; their descriptions and schemas are the artifact `toolset`. */
    tools: z.array(z.object({ name: z.string(), effect: EffectClass })),
    toolset: Hash,
    /** Tokens that the prompt and the tools take of every request, roughly. */
    instructionTokens: z.int().nonnegative().optional(),
    permissions: Permissions,
    limits: Limits,
    /** The events that hooks are told of; left out where there are none. */
    hooks: z.array(HookEvent).optional(),
    /**
     * The share of the context window, in 0…1, at which the conversation is made shorter. Without it only the
     * provider's overflow asks for that.
     */
    compactAt: z.number().positive().max(1).optional(),
  }),
})
export type Configuration = z.infer<typeof SessionConfigured>['data']
