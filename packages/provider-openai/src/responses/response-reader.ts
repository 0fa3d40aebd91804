import type { ModelDelta, Reply, ReplyPart, Usage } from '@harness/kernel'
import { listOf, recordOf, textOf, type Ending, type ReplyReader } from '@harness/kernel/wire'

import {
  argumentsOf,
  kindOf,
  partOf,
  refusalOf,
  unnamed,
  wholeText,
  type ItemKind,
  type OpenItem,
} from './open-item.ts'
import { OutputItems } from './output-items.ts'
import { responseUsage } from './response-usage.ts'

type Fields = Record<string, unknown>

export interface ReaderOptions {
  /** The name of the provider: what only this provider understands is marked with it. */
  provider: string
  /** Makes ids for calls that come without one, or with one that is taken. */
  callId: (index: number) => string
}

/**
 * Folds the events of one response. What is told whole, of a part, of an item or at the very end, adds what did not come
 * in pieces; it takes nothing back. Events that are unknown, or about items that are no part of a reply, are passed over.
 */
export class ResponseReader implements ReplyReader {
  readonly #options: ReaderOptions
  readonly #items = new OutputItems()
  readonly #refusal: string[] = []
  #usage: Usage | undefined
  #model: string | undefined
  #last: Fields | undefined
  #error: unknown
  isOver = false

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  accept(value: unknown): ModelDelta[] {
    const event = recordOf(value)
    if (!event) return []
    const type = textOf(event['type'])
    switch (type) {
      case 'response.created':
      case 'response.in_progress':
        this.#model ??= textOf(recordOf(event['response'])?.['model'])
        return []
      case 'response.output_item.added':
        return this.#open(event, recordOf(event['item']))
      case 'response.output_item.done':
        return this.#close(event, recordOf(event['item']))
      case 'response.refusal.delta':
        this.#refusal.push(textOf(event['delta']) ?? '')
        return []
      case 'response.completed':
      case 'response.done':
        return this.#end(recordOf(event['response']) ?? {})
      case 'response.incomplete':
      case 'response.failed':
        return this.#end({ ...recordOf(event['response']), status: type.slice('response.'.length) })
      case 'error':
        this.#error = recordOf(event['error']) ?? event
        this.isOver = true
        return []
      case undefined:
        return isWhole(event) ? this.#end(event) : []
      default:
        return this.#grow(event, type)
    }
  }

  /** At the end: calls that never got a name are announced under one that no tool has. The model is told so. */
  finish(): ModelDelta[] {
    if (!this.#last) return []
    return this.#items.all.flatMap((open, place) => {
      if (open.kind !== 'call' || open.isAnnounced) return []
      return this.#announce(open, place, unnamed)
    })
  }

  end(): Ending {
    if (this.#error !== undefined) return { kind: 'error', error: this.#error }
    if (!this.#last) return { kind: 'truncated' }
    const { status } = this.#last
    if (status === 'cancelled') return { kind: 'interrupted', reason: status }
    const why = textOf(recordOf(this.#last['incomplete_details'])?.['reason'])
    if (why === 'content_filter') return { kind: 'refused', text: this.#refusal.join('') }
    const { all } = this.#items
    const refusal = this.#refusal.join('') || all.map(refusalOf).join('')
    const said = all.some(
      ({ kind, pieces }) => kind === 'call' || (kind === 'text' && pieces.length > 0),
    )
    if (!said && refusal !== '') return { kind: 'refused', text: refusal }
    const isCut = why !== undefined || status === 'incomplete'
    // A call that is not known to be whole must not run; those of a reply that was cut never do.
    if (!isCut && all.some(isUnsure)) return { kind: 'truncated' }
    return { kind: 'reply', reply: this.#reply(isCut) }
  }

  /** The response as a whole: after a stream it repeats it, perhaps under other ids; without one it is the answer. */
  #end(response: Fields): ModelDelta[] {
    this.#last = response
    this.isOver = true
    this.#model = textOf(response['model']) ?? this.#model
    this.#usage = responseUsage(response['usage']) ?? this.#usage
    if (response['status'] === 'failed' || recordOf(response['error'])) {
      this.#error = recordOf(response['error']) ?? { message: 'the response failed' }
    }
    const streamed = new Set(this.#items.all.map(({ kind }) => kind))
    return listOf(response['output']).flatMap((value, output_index) => {
      const item = recordOf(value)
      const kind = item && kindOf(item)
      if (!kind) return []
      const known = this.#items.find(kind, { output_index }, item) ?? this.#items.callOf(item)
      const isRepeated = known === undefined && kind !== 'call' && streamed.has(kind)
      return isRepeated ? [] : this.#close({ output_index }, item, known)
    })
  }

  #open(event: Fields, item: Fields | undefined): ModelDelta[] {
    const kind = item && kindOf(item)
    if (!item || !kind) return []
    return this.#name(this.#items.open(kind, event, item))
  }

  /** An item is told whole. Of reasoning the first time counts: a copy may have lost what was sealed, or its id. */
  #close(event: Fields, item: Fields | undefined, place?: number): ModelDelta[] {
    const kind = item && kindOf(item)
    if (!item || !kind) return []
    const at = place ?? this.#items.find(kind, event, item) ?? this.#items.open(kind, event, item)
    const open = this.#items.all[at]
    if (!open) return []
    if (!open.isDone || kind !== 'reasoning') open.item = { ...open.item, ...item }
    open.isDone = true
    return [...this.#name(at), ...this.#complete(at, wholeText(kind, item))]
  }

  /** A piece of an item, or one of its parts as a whole. */
  #grow(event: Fields, type: string): ModelDelta[] {
    const [kind, itemType, member] = growing[type] ?? []
    if (kind === undefined || itemType === undefined || member === undefined) return []
    const text = kind === 'call' ? argumentsOf(event[member]) : (textOf(event[member]) ?? '')
    const known = this.#items.find(kind, event)
    if (member !== 'delta') return this.#complete(isFirst(event) ? known : undefined, text)
    if (text === '') return []
    // Some servers leave out the beginning of an item.
    const begun = () => this.#items.open(kind, event, { type: itemType, id: event['item_id'] })
    return this.#say(known ?? begun(), text)
  }

  /** Says what is missing of a text that is told whole. */
  #complete(place: number | undefined, whole: string): ModelDelta[] {
    const open = place === undefined ? undefined : this.#items.all[place]
    if (place === undefined || !open) return []
    const said = open.pieces.join('')
    if (open.kind === 'call') {
      open.isDone = true
      open.isTorn ||= whole !== '' && !whole.startsWith(said)
    }
    const rest = whole.startsWith(said) ? whole.slice(said.length) : ''
    return rest === '' ? [] : this.#say(place, rest)
  }

  #say(place: number, text: string): ModelDelta[] {
    const open = this.#items.all[place]
    if (!open) return []
    open.pieces.push(text)
    if (open.kind !== 'call') return [{ type: open.kind, index: place, text }]
    return open.isAnnounced ? [{ type: 'call', index: place, input: text }] : []
  }

  /** A call is announced when its name is known; what came before goes out with it. */
  #name(place: number): ModelDelta[] {
    const open = this.#items.all[place]
    const name = textOf(open?.item['name'])
    if (open?.kind !== 'call' || open.isAnnounced || name === undefined) return []
    return this.#announce(open, place, name)
  }

  #announce(open: OpenItem, index: number, name: string): ModelDelta[] {
    open.isAnnounced = true
    return [{ type: 'call', index, name, input: open.pieces.join('') }]
  }

  #reply(isCut: boolean): Reply {
    const ids = new Set<string>()
    const parts = this.#items.all.map((open, place): ReplyPart => {
      const own = open.kind === 'call' ? textOf(open.item['call_id']) : undefined
      const id = own === undefined || ids.has(own) ? this.#options.callId(place) : own
      ids.add(id)
      return partOf(open, { provider: this.#options.provider, id })
    })
    const hasCalls = parts.some(({ type }) => type === 'call')
    return {
      parts,
      stop: isCut ? 'length' : hasCalls ? 'calls' : 'end',
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#model !== undefined && { model: this.#model }),
    }
  }
}

/** Pieces alone will do where they are told to the end: what is no JSON is never run. Nothing at all reads as no arguments. */
const isUnsure = ({ kind, item, pieces, isDone, isTorn }: OpenItem) =>
  kind === 'call' &&
  (isTorn || item['status'] === 'incomplete' || (!isDone && pieces.join('').trim() === ''))

/** An answer that is no stream of events, and finished. */
const isWhole = ({ object, status }: Fields) =>
  object === 'response' && status !== 'queued' && status !== 'in_progress'

/** Only of the first part of an item is known that nothing stands before it. */
const isFirst = (event: Fields) => (event['content_index'] ?? event['summary_index'] ?? 0) === 0

/** The events that bring text: of what kind and type of item, and in which member. */
const growing: Readonly<Record<string, readonly [ItemKind, string, string]>> = {
  'response.output_text.delta': ['text', 'message', 'delta'],
  'response.output_text.done': ['text', 'message', 'text'],
  'response.reasoning_summary_text.delta': ['reasoning', 'reasoning', 'delta'],
  'response.reasoning_summary_text.done': ['reasoning', 'reasoning', 'text'],
  'response.reasoning_text.delta': ['reasoning', 'reasoning', 'delta'],
  'response.reasoning_text.done': ['reasoning', 'reasoning', 'text'],
  'response.function_call_arguments.delta': ['call', 'function_call', 'delta'],
  'response.function_call_arguments.done': ['call', 'function_call', 'arguments'],
}
