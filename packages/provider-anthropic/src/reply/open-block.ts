import type { Json, ReplyPart } from '@harness/kernel'
import { isJson, textOf } from '@harness/kernel/wire'

/** A block under way. Text is kept in pieces and joined once. */
export interface OpenBlock {
  kind: 'text' | 'thinking' | 'call' | 'other'
  /** As it began. */
  start: Record<string, unknown>
  pieces: string[]
  signature: string[]
}

const kinds: Readonly<Record<string, OpenBlock['kind']>> = {
  text: 'text',
  thinking: 'thinking',
  tool_use: 'call',
}

export const openBlock = (start: Record<string, unknown>): OpenBlock => ({
  kind: kinds[textOf(start['type']) ?? ''] ?? 'other',
  start,
  pieces: [],
  signature: [],
})

/** What finishes a block into a part of the reply. */
export interface Finishing {
  /** Marks what only this provider understands. */
  provider: string
  /** The id of a call. */
  id: string
}

export function partOf(block: OpenBlock, { provider, id }: Finishing): ReplyPart {
  const text = block.pieces.join('')
  switch (block.kind) {
    case 'text':
      return { type: 'text', text }
    case 'call':
      return { type: 'call', id, name: textOf(block.start['name']) ?? 'unnamed', input: text }
    case 'thinking': {
      const signature = block.signature.join('') || textOf(block.start['signature'])
      return { type: 'reasoning', text, opaque: { provider, ...(signature && { signature }) } }
    }
    case 'other':
      return { type: 'reasoning', text: '', opaque: { provider, block: otherBlock(block, text) } }
  }
}

/** A block of the server's own (what it ran itself, redacted thinking), as it goes back; its input came in pieces. */
function otherBlock({ start }: OpenBlock, text: string): Json {
  const block = text === '' ? start : { ...start, input: parsed(text) }
  return isJson(block) ? block : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
