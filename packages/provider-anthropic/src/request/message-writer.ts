import type { Content, Message, ModelRequest } from '@harness/kernel'
import { assistantBlocks } from './assistant-blocks.ts'
import { cachedText } from './cache-breakpoint.ts'
import { contentBlocks, hasImages } from './content-blocks.ts'
import type { MessagesDialect } from './dialect.ts'
import { wireName } from './wire-name.ts'

/** Blocks, each as JSON text, that one role says in a row. */
interface Group {
  role: 'user' | 'assistant'
  blocks: string[]
}

type Image = ModelRequest['image']

/**
 * Writes conversations as the wire has them: the roles take turns, results and what a person said after them are one
 * message of the user's. A session sends its whole history every turn, so that what was written of a message is kept while
 * it lives; one with images is written anew, its bytes are somebody else's.
 */
export class MessageWriter {
  readonly #provider: string
  readonly #written = new WeakMap<Message, readonly string[]>()

  /** @param provider Whose replies go back with what only it understands. */
  constructor(provider: string) {
    this.#provider = provider
  }

  /**
   * The messages as a JSON list. Breakpoints stand at the end of the newest two messages of the user's: what one turn writes
   * to the cache up to the newest, the next turn reads, for which it is the one before. The newest alone would not do: a
   * server looks back over twenty blocks at most, and a turn may bring more. A message of the user's never ends with what
   * takes no breakpoint, which is thinking and empty text.
   */
  async write({ messages, image }: ModelRequest, { refused }: MessagesDialect): Promise<string> {
    const groups: Group[] = []
    for (const message of messages) {
      const role = message.role === 'assistant' ? 'assistant' : 'user'
      const blocks = this.#written.get(message) ?? (await this.#write(message, image))
      if (blocks.length === 0) continue
      const last = groups.at(-1)
      if (last?.role === role) last.blocks.push(...blocks)
      else groups.push({ role, blocks: [...blocks] })
    }
    if (!refused.includes('cache_control')) addBreakpoints(groups)
    const written = groups.map(
      ({ role, blocks }) => `{"role":"${role}","content":[${blocks.join(',')}]}`,
    )
    return `[${written.join(',')}]`
  }

  async #write(message: Message, image: Image): Promise<readonly string[]> {
    const blocks = await this.#blocks(message, image)
    const keeps = message.role === 'assistant' || !hasImages(message.content)
    if (keeps) this.#written.set(message, blocks)
    return blocks
  }

  async #blocks(message: Message, image: Image): Promise<string[]> {
    if (message.role === 'assistant') return assistantBlocks(message.reply, this.#provider)
    const content = await contentBlocks(message.content, image)
    if (message.role === 'user') return content.map((block) => JSON.stringify(block))
    const result = {
      type: 'tool_result',
      tool_use_id: wireName(message.id),
      ...resultContent(message.content, content),
      ...(message.failed && { is_error: true }),
    }
    return [JSON.stringify(result)]
  }
}

function addBreakpoints(groups: readonly Group[]): void {
  const users = groups.filter(({ role }) => role === 'user')
  for (const { blocks } of users.slice(-2)) {
    const last = blocks.pop()
    if (last !== undefined) blocks.push(cachedText(last))
  }
}

/** What a result says, as a text where it can be; one that says nothing has no content, so that it takes a breakpoint. */
function resultContent(content: Content, blocks: readonly object[]) {
  if (blocks.length === 0) return {}
  return { content: hasImages(content) ? blocks : plainText(content) }
}

const plainText = (content: Content) =>
  content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
