import { z } from 'zod'
import { Json } from './json.ts'
import { Usage } from './usage.ts'

/** What a provider needs to see again, exactly as it sent it (signatures, item ids); the kernel never looks inside. */
const opaque = Json.optional()

export const ReplyPart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), opaque }),
  z.object({ type: z.literal('reasoning'), text: z.string(), opaque }),
  /** `id` is the provider's own; `input` is the arguments' text as it came, valid JSON or not. */
  z.object({
    type: z.literal('call'),
    id: z.string(),
    name: z.string(),
    input: z.string(),
    opaque,
  }),
])
export type ReplyPart = z.infer<typeof ReplyPart>
export type CallPart = Extract<ReplyPart, { type: 'call' }>

/** `end` it had said all, `calls` it waits for results, `length` it was cut by the token limit. */
export const StopReason = z.enum(['end', 'calls', 'length'])
export type StopReason = z.infer<typeof StopReason>

/** One complete assistant message. */
export const Reply = z.object({
  parts: z.array(ReplyPart),
  stop: StopReason,
  usage: Usage.optional(),
  /** The model that answered, where the server names one. */
  model: z.string().optional(),
  /**
   * The tool by which this model says that it is done, where the end of a reply does not say so: its calls were found in
   * its text, and text without a call may be a slip.
   */
  endsBy: z.string().optional(),
})
export type Reply = z.infer<typeof Reply>

export const replyText = (reply: Reply): string =>
  reply.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')

export const replyCalls = (reply: Reply): CallPart[] =>
  reply.parts.filter((part) => part.type === 'call')
