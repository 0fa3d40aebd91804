import type { Message, ModelRequest } from '@harness/kernel'
import { assistantMessage } from './assistant-message.ts'
import { hasImages, imageParts, joinText, userContent, type WirePart } from '../../user-content.ts'

/** The beginning of a conversation, and its text. */
interface Written {
  system: string
  messages: readonly Message[]
  text: string
}

/**
 * Writes conversations as the wire has them. A session sends its whole history every turn, and history only grows: what
 * was written last is kept for each, under its first message, so that a turn writes what is new. Messages never change.
 * From the first image on nothing is kept: the bytes are large and somebody else's.
 */
export class MessageWriter {
  readonly #provider: string
  readonly #written = new WeakMap<Message, Written>()

  /** @param provider Whose replies go back with what only it understands. */
  constructor(provider: string) {
    this.#provider = provider
  }

  /** The messages as a JSON list. Images of results follow their group of results as a user's message. */
  async write(request: ModelRequest): Promise<string> {
    const { system, messages, image } = request
    const [first] = messages
    const known = this.#known(request)
    let { text } = known
    const fresh = messages.slice(known.messages.length)
    const shown = fresh.findIndex(bearsImages)
    const plain = shown < 0 ? fresh : fresh.slice(0, shown)
    for (const message of plain) text = append(text, this.#plain(message))
    const kept = messages.slice(0, known.messages.length + plain.length)
    if (first) this.#written.set(first, { system, messages: kept, text })
    const rest = await this.#withImages(fresh.slice(plain.length), image)
    return `[${append(text, ...rest)}]`
  }

  #known({ system, messages }: ModelRequest): Written {
    const written = messages[0] && this.#written.get(messages[0])
    const goesOn =
      written?.system === system && written.messages.every((each, at) => each === messages[at])
    if (written && goesOn) return written
    const text = system === '' ? '' : JSON.stringify({ role: 'system', content: system })
    return { system, messages: [], text }
  }

  #plain(message: Message): object {
    switch (message.role) {
      case 'user':
        return { role: 'user', content: joinText(message.content) }
      case 'assistant':
        return assistantMessage(message.reply, this.#provider)
      case 'tool':
        return { role: 'tool', tool_call_id: message.id, content: joinText(message.content) }
    }
  }

  async #withImages(messages: readonly Message[], image: ModelRequest['image']): Promise<object[]> {
    const wire: object[] = []
    let images: WirePart[] = []
    for (const message of messages) {
      if (message.role !== 'tool' && images.length > 0) {
        wire.push({ role: 'user', content: images })
        images = []
      }
      if (message.role !== 'user') wire.push(this.#plain(message))
      else wire.push({ role: 'user', content: await userContent(message.content, image) })
      if (message.role === 'tool') images.push(...(await resultImages(message, image)))
    }
    if (images.length > 0) wire.push({ role: 'user', content: images })
    return wire
  }
}

const bearsImages = (message: Message): boolean =>
  message.role !== 'assistant' && hasImages(message.content)

const append = (text: string, ...wire: readonly object[]): string =>
  wire.reduce<string>(
    (before, each) => `${before}${before === '' ? '' : ','}${JSON.stringify(each)}`,
    text,
  )

type ToolMessage = Extract<Message, { role: 'tool' }>

async function resultImages(
  { id, name, content }: ToolMessage,
  image: ModelRequest['image'],
): Promise<WirePart[]> {
  if (!hasImages(content)) return []
  const images = await imageParts(content, image)
  return [{ type: 'text', text: `Images of ${name} (${id}):` }, ...images]
}
