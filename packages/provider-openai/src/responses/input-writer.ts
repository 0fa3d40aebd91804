import type { Content, Message, ModelRequest, Reply, ReplyPart } from '@harness/kernel'
import { ownOpaque, recordOf, textOf } from '@harness/kernel/wire'
import { hasImages, imageUrl, joinText } from '../user-content.ts'

type Image = ModelRequest['image']

/**
 * Writes conversations as items. A session sends its whole history every turn: what was written of a message is kept while
 * it lives; one with images is written anew, its bytes are somebody else's.
 */
export class InputWriter {
  readonly #provider: string
  readonly #written = new WeakMap<Message, string>()
  /** Their reasoning cannot be opened any more. */
  readonly #closed = new WeakSet<Message>()

  /** @param provider Whose replies go back with what only it understands. */
  constructor(provider: string) {
    this.#provider = provider
  }

  /** The items as a JSON list. */
  async write({ messages, image }: ModelRequest): Promise<string> {
    const items: string[] = []
    for (const message of messages) {
      const written = this.#written.get(message) ?? (await this.#write(message, image))
      if (written !== '') items.push(written)
    }
    return `[${items.join(',')}]`
  }

  /** From now on these messages go without their reasoning. Answers whether any of it was still sent. */
  leaveOutReasoning(messages: readonly Message[]): boolean {
    const sent = messages.filter((message) => !this.#closed.has(message) && this.#reasons(message))
    for (const message of sent) {
      this.#closed.add(message)
      this.#written.delete(message)
    }
    return sent.length > 0
  }

  #reasons(message: Message): boolean {
    if (message.role !== 'assistant') return false
    return message.reply.parts.some((part) => ownItem(part, this.#provider) !== undefined)
  }

  async #write(message: Message, image: Image): Promise<string> {
    const items = await this.#items(message, image)
    const text = items.map((item) => JSON.stringify(item)).join(',')
    if (message.role === 'assistant' || !hasImages(message.content))
      this.#written.set(message, text)
    return text
  }

  async #items(message: Message, image: Image): Promise<object[]> {
    switch (message.role) {
      case 'user':
        return [{ type: 'message', role: 'user', content: await inputOf(message.content, image) }]
      case 'tool': {
        const { id, content } = message
        const output = hasImages(content) ? await inputOf(content, image) : joinText(content)
        return [{ type: 'function_call_output', call_id: id, output }]
      }
      case 'assistant':
        return this.#replyItems(message.reply, !this.#closed.has(message))
    }
  }

  /** Reasoning that nothing came of stays away: servers want the item that it led to behind it. */
  #replyItems({ parts }: Reply, withReasoning: boolean): object[] {
    const last = parts.findLastIndex((part) => part.type === 'call' || isSaid(part))
    return parts.slice(0, last + 1).flatMap((part): object[] => {
      if (part.type === 'call') return [callItem(part)]
      if (part.type === 'reasoning') {
        const item = ownItem(part, this.#provider)
        return withReasoning && item ? [item] : []
      }
      const phase = textOf(ownOpaque(part, this.#provider)?.['phase'])
      return isSaid(part) ? [messageItem(part.text, phase)] : []
    })
  }
}

/** Reasoning as the server sent it. */
const ownItem = (part: ReplyPart, provider: string) =>
  part.type === 'reasoning' ? recordOf(ownOpaque(part, provider)?.['item']) : undefined

const isSaid = (part: ReplyPart) => part.type === 'text' && part.text !== ''

/** Without the server's id, which it would look for among what it keeps. Strict servers insist on the annotations. */
const messageItem = (text: string, phase: string | undefined) => ({
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [] }],
  ...(phase !== undefined && { phase }),
})

const callItem = ({ id, name, input }: { id: string; name: string; input: string }) => ({
  type: 'function_call',
  call_id: id,
  name,
  // A call without arguments is an empty text on the way here; servers want JSON on the way back.
  arguments: input || '{}',
})

const inputOf = (content: Content, image: Image) =>
  Promise.all(
    content.map(async (part) => {
      if (part.type === 'text') return { type: 'input_text', text: part.text }
      const url = await imageUrl(part, image)
      return url === undefined
        ? { type: 'input_text', text: '[an image that is no longer there]' }
        : { type: 'input_image', image_url: url, detail: 'auto' }
    }),
  )
