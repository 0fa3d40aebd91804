import { z } from 'zod'
import { Hash } from './hash.ts'

/** A piece of what a person or a tool says to the model. Images are artifacts. */
export const ContentPart = z.discriminatedUnion('type', [
  /** Well-formed: half of a surrogate pair would be refused by servers for ever after. */
  z.object({
    type: z.literal('text'),
    text: z.string().overwrite((text) => text.toWellFormed()),
  }),
  z.object({ type: z.literal('image'), mediaType: z.string(), artifact: Hash }),
])
export type ContentPart = z.infer<typeof ContentPart>

/** What the model sees of an input or a result, in order, verbatim. */
export const Content = z.array(ContentPart)
export type Content = z.infer<typeof Content>

/** Content of one text. */
export const textContent = (text: string): Content => [{ type: 'text', text }]

/** The text of a content; an image reads as `[image]`. */
export const contentText = (content: Content): string =>
  content.map((part) => (part.type === 'text' ? part.text : '[image]')).join('\n')
