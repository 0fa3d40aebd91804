import type { Json, ReplyPart } from '@harness/kernel'
import { isJson, listOf, recordOf, textOf } from '@harness/kernel/wire'

type Fields = Record<string, unknown>

/** An item of the output under way. Text is kept in pieces and joined once. */
export interface OpenItem {
  kind: 'text' | 'reasoning' | 'call'
  /** As it is known so far. */
  item: Fields
  pieces: string[]
}

const kinds: Readonly<Record<string, OpenItem['kind']>> = {
  message: 'text',
  reasoning: 'reasoning',
  function_call: 'call',
}

/** Undefined for an item that is no part of a reply: what the server ran itself. */
export function openItem(item: Fields): OpenItem | undefined {
  const kind = kinds[textOf(item['type']) ?? '']
  return kind && { kind, item, pieces: [] }
}

/** All the text of an item that is told whole. */
export function wholeText({ kind, item }: Pick<OpenItem, 'kind' | 'item'>): string {
  if (kind === 'call') return typeof item['arguments'] === 'string' ? item['arguments'] : ''
  if (kind === 'text') return textsOf(item['content']).join('')
  const summary = textsOf(item['summary'])
  return (summary.length > 0 ? summary : textsOf(item['content'])).join('')
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

export function partOf({ kind, item, pieces }: OpenItem, { provider, id }: Finishing): ReplyPart {
  const text = pieces.join('')
  switch (kind) {
    case 'text': {
      const phase = textOf(item['phase'])
      return { type: 'text', text, ...(phase && { opaque: { provider, phase } }) }
    }
    case 'call':
      return { type: 'call', id, name: textOf(item['name']) ?? 'unnamed', input: text }
    case 'reasoning': {
      const back = reasoningItem(item)
      return { type: 'reasoning', text, opaque: { provider, ...(back && { item: back }) } }
    }
  }
}

/** Reasoning as it goes back. Nothing of it is kept on the server, so that without the encrypted text there is nothing. */
function reasoningItem(item: Fields): Json | undefined {
  const { type, id, summary = [], encrypted_content: encrypted } = item
  const back = { type, id, summary, encrypted_content: encrypted }
  return textOf(encrypted) !== undefined && isJson(back) ? back : undefined
}
