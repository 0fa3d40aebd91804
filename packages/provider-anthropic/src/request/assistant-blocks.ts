import type { CallPart, Reply, ReplyPart } from '@harness/kernel'
import { ownOpaque, recordOf, textOf } from '@harness/kernel/wire'
import { wireName } from './wire-name.ts'

/**
 * An earlier reply as the server sent it, each block as JSON text: thinking with its signature, and blocks of the server's
 * own tools unchanged and in their place. What another provider marked as its own stays away.
 */
export const assistantBlocks = ({ parts }: Reply, provider: string): string[] =>
  parts.flatMap((part) => blockOf(part, provider))

function blockOf(part: ReplyPart, provider: string): string[] {
  switch (part.type) {
    case 'text':
      // The API refuses text that is nothing but space.
      return part.text.trim() === '' ? [] : [JSON.stringify({ type: 'text', text: part.text })]
    case 'call':
      return [callBlock(part)]
    case 'reasoning': {
      const own = ownOpaque(part, provider)
      if (own?.['block'] !== undefined) return [JSON.stringify(own['block'])]
      const signature = textOf(own?.['signature'])
      return signature === undefined
        ? []
        : [JSON.stringify({ type: 'thinking', thinking: part.text, signature })]
    }
  }
}

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
