import type { CallPart, Reply, ReplyPart } from '@harness/kernel'
import { ownOpaque, recordOf, textOf } from '@harness/kernel/wire'
import { wireName } from './wire-name.ts'

/** A block as JSON text. */
interface Block {
  json: string
  isThought: boolean
}

/**
 * An earlier reply as the server sent it, each block as JSON text: thinking with its signature, and blocks of the server's
 * own tools unchanged and in their place. What another provider marked as its own stays away, and so does thinking that
 * nothing follows: the API refuses a message that ends with it.
 */
export function assistantBlocks({ parts }: Reply, provider: string): string[] {
  const blocks = parts.flatMap((part) => blockOf(part, provider))
  const last = blocks.findLastIndex(({ isThought }) => !isThought)
  return blocks.slice(0, last + 1).map(({ json }) => json)
}

function blockOf(part: ReplyPart, provider: string): Block[] {
  switch (part.type) {
    case 'text':
      // The API refuses text that is nothing but space.
      return part.text.trim() === '' ? [] : [plain({ type: 'text', text: part.text })]
    case 'call':
      return [{ json: callBlock(part), isThought: false }]
    case 'reasoning': {
      const own = ownOpaque(part, provider)
      const block = recordOf(own?.['block'])
      if (block) return [block['type'] === 'redacted_thinking' ? thought(block) : plain(block)]
      const signature = textOf(own?.['signature'])
      if (signature === undefined) return []
      return [thought({ type: 'thinking', thinking: part.text, signature })]
    }
  }
}

const plain = (block: object): Block => ({ json: JSON.stringify(block), isThought: false })
const thought = (block: object): Block => ({ json: JSON.stringify(block), isThought: true })

/** The input goes back as the text it came as, where that is an object: the wire takes nothing else. */
function callBlock({ id, name, input }: CallPart): string {
  const head = { type: 'tool_use', id: wireName(id), name: wireName(name) }
  return `${JSON.stringify(head).slice(0, -1)},"input":${isObject(input) ? input : '{}'}}`
}

function isObject(text: string): boolean {
  try {
    return recordOf(JSON.parse(text)) !== undefined
  } catch {
    return false
  }
}
