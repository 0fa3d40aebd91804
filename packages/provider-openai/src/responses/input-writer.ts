import type { Content, Message, ModelRequest } from '@harness/kernel'
import { ownOpaque, textOf } from '@harness/kernel/wire'
import { hasImages, imageUrl, joinText } from '../user-content.ts'

type Image = ModelRequest['image']

/**
 * Writes conversations as items. A session sends its whole history every turn: what was written of a message is kept while
 * it lives; one with images is written anew, its bytes are somebody else's.
 */
export class InputWriter {
  readonly #provider: string
  readonly #written = new WeakMap<Message, string>()

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
        return message.reply.parts.flatMap((part): object[] => {
          const own = ownOpaque(part, this.#provider)
          if (part.type === 'reasoning') return own?.['item'] ? [Object(own['item'])] : []
          if (part.type === 'call') return [callItem(part)]
          if (part.text === '') return []
          const phase = textOf(own?.['phase'])
          const content = [{ type: 'output_text', text: part.text }]
          return [{ type: 'message', role: 'assistant', content, ...(phase && { phase }) }]
        })
    }
  }
}

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
