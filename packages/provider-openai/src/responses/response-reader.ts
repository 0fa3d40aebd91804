import type { ModelDelta, Reply, ReplyPart, Usage } from '@harness/kernel'
import {
  listOf,
  numberOf,
  recordOf,
  textOf,
  type Ending,
  type ReplyReader,
} from '@harness/kernel/wire'
import { openItem, partOf, refusalOf, wholeText, type OpenItem } from './open-item.ts'
import { responseUsage } from './response-usage.ts'

type Fields = Record<string, unknown>

export interface ReaderOptions {
  /** The name of the provider: what only this provider understands is marked with it. */
  provider: string
  /** Makes ids for calls that come without one, or with one that is taken. */
  callId: (index: number) => string
}

/** Folds the events of one response. What is told whole at the end counts where no piece of it came. */
export class ResponseReader implements ReplyReader {
  readonly #options: ReaderOptions
  readonly #items: OpenItem[] = []
  /** The place of each item in the reply, by where the server has it and by its id. */
  readonly #places = new Map<number | string, number>()
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
    if (event['object'] === 'response') return this.#end(event)
    switch (event['type']) {
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
      case 'response.incomplete':
      case 'response.failed':
      case 'response.done':
        return this.#end(recordOf(event['response']) ?? {})
      case 'error':
        this.#error = recordOf(event['error']) ?? event
        this.isOver = true
        return []
      default:
        return this.#grow(event)
    }
  }

  finish(): ModelDelta[] {
    return []
  }

  end(): Ending {
    if (this.#error !== undefined) return { kind: 'error', error: this.#error }
    if (!this.#last) return { kind: 'truncated' }
    const why = textOf(recordOf(this.#last['incomplete_details'])?.['reason'])
    if (why === 'content_filter') return { kind: 'refused', text: '' }
    const said = this.#items.some(({ kind, pieces }) => kind !== 'reasoning' && pieces.length > 0)
    const refusal = this.#refusal.join('') || this.#items.map(refusalOf).join('')
    if (!said && refusal !== '') return { kind: 'refused', text: refusal }
    return {
      kind: 'reply',
      reply: this.#reply(why !== undefined || this.#last['status'] === 'incomplete'),
    }
  }

  #end(response: Fields): ModelDelta[] {
    this.#last = response
    this.isOver = true
    this.#model = textOf(response['model']) ?? this.#model
    this.#usage = responseUsage(response['usage'])
    if (response['status'] === 'failed' || recordOf(response['error'])) {
      this.#error = recordOf(response['error']) ?? { message: 'the response failed' }
    }
    return listOf(response['output']).flatMap((item, index) =>
      this.#close({ output_index: index }, recordOf(item)),
    )
  }

  #placeOf(event: Fields, item?: Fields): number | undefined {
    const id = textOf(event['item_id']) ?? textOf(item?.['id'])
    const byId = id === undefined ? undefined : this.#places.get(id)
    return byId ?? this.#places.get(numberOf(event['output_index']) ?? -1)
  }

  #open(event: Fields, item: Fields | undefined): ModelDelta[] {
    const opened = item && openItem(item)
    if (!item || !opened) return []
    const place = this.#items.push(opened) - 1
    const index = numberOf(event['output_index'])
    const id = textOf(item['id'])
    if (index !== undefined) this.#places.set(index, place)
    if (id !== undefined) this.#places.set(id, place)
    if (opened.kind !== 'call') return []
    return [{ type: 'call', index: place, name: textOf(item['name']) ?? 'unnamed', input: '' }]
  }

  /** An item is told whole: what came in pieces stays, what did not comes now. */
  #close(event: Fields, item: Fields | undefined): ModelDelta[] {
    if (!item) return []
    const known = this.#placeOf(event, item)
    const deltas = known === undefined ? this.#open(event, item) : []
    const place = known ?? this.#placeOf(event, item)
    const open = place === undefined ? undefined : this.#items[place]
    if (place === undefined || !open) return deltas
    open.item = { ...open.item, ...item }
    const text = open.pieces.length > 0 ? '' : wholeText(open)
    return text === '' ? deltas : [...deltas, ...this.#say(place, text)]
  }

  #grow(event: Fields): ModelDelta[] {
    const kind = growing[textOf(event['type']) ?? '']
    const text = textOf(event['delta'])
    if (kind === undefined || text === undefined) return []
    const known = this.#placeOf(event)
    // Some servers leave out the beginning of an item.
    if (known === undefined) this.#open(event, { type: kind, id: event['item_id'] })
    const place = known ?? this.#placeOf(event) ?? this.#items.length - 1
    return this.#say(place, text)
  }

  #say(place: number, text: string): ModelDelta[] {
    const open = this.#items[place]
    if (!open) return []
    open.pieces.push(text)
    if (open.kind === 'call') return [{ type: 'call', index: place, input: text }]
    return [{ type: open.kind, index: place, text }]
  }

  #reply(isCut: boolean): Reply {
    const ids = new Set<string>()
    const parts = this.#items.map((item, place): ReplyPart => {
      const own = item.kind === 'call' ? textOf(item.item['call_id']) : undefined
      const id = own === undefined || ids.has(own) ? this.#options.callId(place) : own
      ids.add(id)
      return partOf(item, { provider: this.#options.provider, id })
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

/** The events that bring pieces, and the type of the item that they belong to. */
const growing: Readonly<Record<string, string>> = {
  'response.output_text.delta': 'message',
  'response.reasoning_summary_text.delta': 'reasoning',
  'response.reasoning_text.delta': 'reasoning',
  'response.function_call_arguments.delta': 'function_call',
}
