import type { Json, ReplyPart } from '@harness/kernel'
import { isJson, recordOf, textOf } from '@harness/kernel/wire'

/** A block under way. Text is kept in pieces and joined once. */
export interface OpenBlock {
  kind: 'text' | 'thinking' | 'call' | 'other'
  /** As it began. */
  start: Record<string, unknown>
  pieces: string[]
  signature: string[]
  /** Whether the server said that it is over. */
  isClosed: boolean
  /** Whether something came that nobody here can add to it: it cannot go back as it was. */
  isPartial: boolean
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
  isClosed: false,
  isPartial: false,
})

/** Where each kind of delta has its text, and the kinds of blocks it is for. */
const deltas: Readonly<Record<string, { field: string; kinds: readonly OpenBlock['kind'][] }>> = {
  text_delta: { field: 'text', kinds: ['text'] },
  thinking_delta: { field: 'thinking', kinds: ['thinking'] },
  input_json_delta: { field: 'partial_json', kinds: ['call', 'other'] },
}

/** The text that a delta adds to a block. One that is not known is passed over. */
export function grow(block: OpenBlock, delta: Record<string, unknown>): string | undefined {
  const type = textOf(delta['type']) ?? ''
  const known = deltas[type]
  const text = known?.kinds.includes(block.kind) ? delta[known.field] : undefined
  if (typeof text === 'string') return text === '' ? undefined : text
  if (type === 'signature_delta') block.signature.push(textOf(delta['signature']) ?? '')
  block.isPartial = true
  return undefined
}

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
    case 'other': {
      const whole = otherBlock(block, text)
      return {
        type: 'reasoning',
        text: '',
        ...(whole !== undefined && { opaque: { provider, block: whole } }),
      }
    }
  }
}

/** A block of the server's own (what it ran itself, redacted thinking), as it goes back; its input came in pieces. */
function otherBlock({ start, isPartial }: OpenBlock, text: string): Json | undefined {
  const input = text === '' ? undefined : parsed(text)
  if (isPartial || (text !== '' && !input)) return undefined
  const block = input ? { ...start, input } : start
  return isJson(block) ? block : undefined
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return recordOf(JSON.parse(text))
  } catch {
    return undefined
  }
}
