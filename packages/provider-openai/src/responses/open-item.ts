import type { Json, ReplyPart } from '@harness/kernel'
import { isJson, listOf, recordOf, textOf } from '@harness/kernel/wire'

type Fields = Record<string, unknown>

/** What a part of a reply is called, of the items that are one. */
export type ItemKind = 'text' | 'reasoning' | 'call'

/** An item of the output under way. Text is kept in pieces and joined once. */
export interface OpenItem {
  kind: ItemKind
  /** As it is known so far. */
  item: Fields
  pieces: string[]
  /** The server told it whole. */
  isDone: boolean
  /** What was told of it does not agree: nobody knows which of the two is meant. */
  isTorn: boolean
  /** Its name was yielded; only calls have one. */
  isAnnounced: boolean
}

const kinds: Readonly<Record<string, ItemKind>> = {
  message: 'text',
  reasoning: 'reasoning',
  function_call: 'call',
}

/** Undefined for an item that is no part of a reply: what the server ran itself. */
export const kindOf = (item: Fields): ItemKind | undefined => kinds[textOf(item['type']) ?? '']

/** All the text of an item that is told whole. */
export function wholeText(kind: ItemKind, item: Fields): string {
  if (kind === 'call') return argumentsOf(item['arguments'])
  if (kind === 'text') return textsOf(item['content']).join('')
  const summary = textsOf(item['summary'])
  return (summary.length > 0 ? summary : textsOf(item['content'])).join('')
}

/** Arguments are text by the protocol; some servers send the object itself. */
export function argumentsOf(value: unknown): string {
  if (typeof value === 'string') return value
  return recordOf(value) ? JSON.stringify(value) : ''
}

/** What was said in refusal of an answer. */
export const refusalOf = ({ item }: OpenItem): string =>
  listOf(item['content'])
    .flatMap((part) => textOf(recordOf(part)?.['refusal']) ?? [])
    .join('')

const textsOf = (parts: unknown) =>
  listOf(parts).flatMap((part) => textOf(recordOf(part)?.['text']) ?? [])

/** What finishes an item into a part of the reply. */
export interface Finishing {
  /** Marks what only this provider understands. */
  provider: string
  /** The id of a call. */
  id: string
}

export function partOf(open: OpenItem, { provider, id }: Finishing): ReplyPart {
  const { kind, item, pieces } = open
  const text = pieces.join('')
  switch (kind) {
    case 'text': {
      const phase = textOf(item['phase'])
      return { type: 'text', text, ...(phase && { opaque: { provider, phase } }) }
    }
    case 'call':
      return { type: 'call', id, name: textOf(item['name']) ?? unnamed, input: text }
    case 'reasoning': {
      const back = reasoningItem(open)
      return { type: 'reasoning', text, opaque: { provider, ...(back && { item: back }) } }
    }
  }
}

/** Stands for a name that the server left out. */
export const unnamed = 'unnamed'

/**
 * Reasoning as it goes back. Nothing of it is kept on the server, so it goes back only where it holds its own thoughts:
 * encrypted, or in the open as models with open weights send them. Sealed text is whole only in the finished item.
 */
function reasoningItem({ item, isDone }: OpenItem): Json | undefined {
  const { type, id, summary = [], content, encrypted_content: encrypted } = item
  const isSealed = textOf(encrypted) !== undefined
  const isOpen = listOf(content).length > 0
  if (!(isSealed || isOpen) || !isDone || item['status'] === 'incomplete') return undefined
  const back = {
    type,
    ...(textOf(id) !== undefined && { id }),
    summary,
    ...(isOpen && { content }),
    ...(isSealed && { encrypted_content: encrypted }),
  }
  return isJson(back) ? back : undefined
}
