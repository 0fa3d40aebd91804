import type { ModelDelta, Reply, ReplyPart, StopReason } from '@harness/kernel'
import {
  listOf,
  numberOf,
  recordOf,
  textOf,
  type Ending,
  type ReplyReader,
} from '@harness/kernel/wire'
import { MessageUsage } from './message-usage.ts'
import { grow, openBlock, partOf, type OpenBlock } from './open-block.ts'

type Fields = Record<string, unknown>

export interface ReaderOptions {
  /** The name of the provider: what only this provider understands is marked with it. */
  provider: string
  /** Makes ids for calls that come without one, or with one that is taken. */
  callId: (index: number) => string
}

/** Folds the events of one message: deltas on the way, the reply at the end. Events and blocks it does not know it passes. */
export class MessageReader implements ReplyReader {
  readonly #options: ReaderOptions
  readonly #blocks: OpenBlock[] = []
  /** The place of each block in the reply, by the index that the server gives it. */
  readonly #places = new Map<number, number>()
  readonly #usage = new MessageUsage()
  #model: string | undefined
  #stop: string | undefined
  /** Why it was refused, in the server's words. */
  #refusal = ''
  #error: unknown
  isOver = false

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  accept(value: unknown): ModelDelta[] {
    const event = recordOf(value)
    switch (event?.['type']) {
      case 'message_start':
        return this.#begin(recordOf(event['message']))
      case 'content_block_start':
        return this.#open(event, numberOf(event['index']) ?? this.#blocks.length)
      case 'content_block_delta':
        return this.#grow(event)
      case 'content_block_stop':
        return this.#close(this.#places.get(numberOf(event['index']) ?? -1))
      case 'message_delta':
        this.#halt(recordOf(event['delta']))
        this.#usage.take(event['usage'])
        return []
      case 'message_stop':
        this.isOver = true
        return []
      case 'message':
        this.isOver = true
        return this.#begin(event)
      case 'error':
        this.#error = event
        this.isOver = true
        return []
      default:
        return []
    }
  }

  finish(): ModelDelta[] {
    return []
  }

  end(): Ending {
    if (this.#error !== undefined) return { kind: 'error', error: this.#error }
    if (this.#stop === undefined && !this.isOver) return { kind: 'truncated' }
    if (this.#stop === 'refusal') return { kind: 'refused', text: this.#refusal }
    if (this.#stop === 'model_context_window_exceeded' && !this.#blocks.some(isUseful)) {
      return { kind: 'overflow' }
    }
    if (
      this.#blocks.some(
        ({ kind, isClosed, isPartial }) => kind === 'call' && (!isClosed || isPartial),
      )
    ) {
      return { kind: 'truncated' }
    }
    return { kind: 'reply', reply: this.#reply() }
  }

  /** A message that was not streamed has its blocks here, and so have some that begin with what is known of them. */
  #begin(message: Fields | undefined): ModelDelta[] {
    this.#model ??= textOf(message?.['model'])
    this.#usage.take(message?.['usage'])
    this.#halt(message)
    return listOf(message?.['content']).flatMap((block, index) => [
      ...this.#open({ content_block: block }, index),
      ...this.#close(this.#places.get(index)),
    ])
  }

  #halt(said: Fields | undefined): void {
    this.#stop = textOf(said?.['stop_reason']) ?? this.#stop
    this.#refusal = textOf(recordOf(said?.['stop_details'])?.['explanation']) ?? this.#refusal
  }

  #open(event: Fields, index: number): ModelDelta[] {
    const start = recordOf(event['content_block'])
    if (!start) return []
    const block = openBlock(start)
    const place = this.#blocks.push(block) - 1
    this.#places.set(index, place)
    if (block.kind === 'call') {
      return [{ type: 'call', index: place, name: textOf(start['name']) ?? 'unnamed', input: '' }]
    }
    const text = textOf(start[block.kind])
    return text === undefined ? [] : this.#say(place, text)
  }

  #grow(event: Fields): ModelDelta[] {
    const place = this.#places.get(numberOf(event['index']) ?? -1)
    const delta = recordOf(event['delta'])
    const block = place === undefined ? undefined : this.#blocks[place]
    if (place === undefined || !block || !delta) return []
    const text = grow(block, delta)
    return text === undefined ? [] : this.#say(place, text)
  }

  #say(place: number, text: string): ModelDelta[] {
    const block = this.#blocks[place]
    block?.pieces.push(text)
    switch (block?.kind) {
      case 'text':
        return [{ type: 'text', index: place, text }]
      case 'thinking':
        return [{ type: 'reasoning', index: place, text }]
      case 'call':
        return [{ type: 'call', index: place, input: text }]
      default:
        return []
    }
  }

  /** Some servers send the input of a call whole, where it begins; one without any is an empty object. */
  #close(place: number | undefined): ModelDelta[] {
    const block = place === undefined ? undefined : this.#blocks[place]
    if (place === undefined || !block || block.isClosed) return []
    block.isClosed = true
    if (block.kind !== 'call' || block.pieces.length > 0) return []
    return this.#say(place, JSON.stringify(recordOf(block.start['input']) ?? {}))
  }

  #reply(): Reply {
    const ids = new Set<string>()
    const parts = this.#blocks.map((block, place): ReplyPart => {
      const own = block.kind === 'call' ? textOf(block.start['id']) : undefined
      const id = own === undefined || ids.has(own) ? this.#options.callId(place) : own
      ids.add(id)
      return partOf(block, { provider: this.#options.provider, id })
    })
    const usage = this.#usage.total
    const hasCalls = parts.some(({ type }) => type === 'call')
    return {
      parts,
      stop: stopReason(this.#stop, hasCalls),
      ...(usage && { usage }),
      ...(this.#model !== undefined && { model: this.#model }),
    }
  }
}

/** Whether a block says something, or asks for it. */
const isUseful = ({ kind, pieces }: OpenBlock): boolean =>
  kind === 'call' || (kind === 'text' && pieces.some((piece) => piece.trim() !== ''))

/** The calls decide, unless the reply was cut. */
function stopReason(reason: string | undefined, hasCalls: boolean): StopReason {
  if (reason === 'max_tokens' || reason === 'model_context_window_exceeded') return 'length'
  return hasCalls ? 'calls' : 'end'
}
