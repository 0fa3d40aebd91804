import type { Content } from '../events/content.ts'
import type { Json } from '../events/json.ts'
import type { Reply } from '../events/reply.ts'
import type { Message } from '../ports/provider.ts'

/** Tokens of an image, roughly: what large models take for one of ordinary size. */
const imageTokens = 1500

/**
 * Tokens of a text, roughly and rather too many: one for three and a half Latin letters or spaces, three for four digits
 * or signs, one for every other UTF-16 unit. Only for what no provider has counted yet.
 */
export function estimateTokens(text: string): number {
  let plain = 0
  let signs = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (isLetter(code) || code === space) plain++
    else if (code < firstBeyondAscii) signs++
  }
  const wide = text.length - plain - signs
  return Math.ceil(plain / 3.5 + signs * 0.75 + wide)
}

const space = 32
const firstBeyondAscii = 128
// Both cases differ in one bit.
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122

/** Tokens of what a person or a tool said, roughly. */
export const contentTokens = (content: Content): number =>
  content.reduce(
    (sum, part) => sum + (part.type === 'text' ? estimateTokens(part.text) : imageTokens),
    0,
  )

/** Reasoning that is sent back unseen: six characters of its base64 are a token. */
const opaqueTokens = (opaque: Json | undefined): number =>
  opaque === undefined ? 0 : Math.ceil(JSON.stringify(opaque).length / 6)

/** Tokens of a reply when it is sent back, roughly. */
export const replyTokens = (reply: Reply): number =>
  reply.parts.reduce(
    (sum, part) =>
      sum +
      estimateTokens(part.type === 'call' ? part.name + part.input : part.text) +
      (part.type === 'reasoning' ? opaqueTokens(part.opaque) : 0),
    0,
  )

/** Tokens of a message when it is sent, roughly. */
export const messageTokens = (message: Message): number =>
  message.role === 'assistant' ? replyTokens(message.reply) : contentTokens(message.content)
