import type { Json, ModelDelta, Reply, ReplyPart, Usage } from '@harness/kernel'
import {
  isJson,
  listOf,
  recordOf,
  textOf,
  type Ending,
  type ReplyReader,
} from '@harness/kernel/wire'
import { CallSlots, type CallSlot } from './call-slots.ts'
import { finishKind, stopReason } from './finish-reason.ts'
import { readDelta, type CallPiece, type Piece, type ReasoningField } from './read-delta.ts'
import { readUsage } from './read-usage.ts'
import { ThinkTags, type Told } from './think-tags.ts'
import { ReasoningDetails } from './reasoning-details.ts'

type OpenPart =
  | { type: 'text'; pieces: string[] }
  | { type: 'reasoning'; pieces: string[]; field: ReasoningField }
  | CallSlot

/** Stands for a name that the server left out: it takes back only names that are not empty. */
const unnamed = 'unnamed'

export interface BuilderOptions {
  /** The name of the provider: what only this provider understands is marked with it. */
  provider: string
  /** Makes ids for calls that come without one. */
  callId: (index: number) => string
  separateReasoning: boolean
  /** Reasoning comes between tags at the beginning of the content. */
  thinkTags: boolean
}

/** Folds the chunks of one answer: deltas on the way, the reply at the end. Text is kept in pieces and joined once. */
export class ReplyBuilder implements ReplyReader {
  readonly isOver = false
  readonly #options: BuilderOptions
  readonly #parts: OpenPart[] = []
  readonly #calls = new CallSlots()
  readonly #details = new ReasoningDetails()
  readonly #tags: ThinkTags | undefined
  readonly #refusal: string[] = []
  #usage: Usage | undefined
  #model: string | undefined
  #finish: string | undefined
  /** The chunk that carries only usage follows the end of the answer, also where no finish reason is sent. */
  #closed = false

  constructor(options: BuilderOptions) {
    this.#options = options
    if (options.thinkTags) this.#tags = new ThinkTags()
  }

  /** Takes one parsed chunk, or a whole completion. */
  accept(value: unknown): ModelDelta[] {
    const chunk = recordOf(value)
    if (!chunk) return []
    this.#model ??= textOf(chunk['model'])
    const choices = listOf(chunk['choices'])
    this.#takeUsage(chunk, choices.length === 0)
    return choices.flatMap((choice) => this.#takeChoice(recordOf(choice)))
  }

  /** Whether the answer is known to be whole. */
  get complete(): boolean {
    return this.#finish !== undefined || this.#closed
  }

  /** At the end: calls that never got a name are announced under one that no tool has. The model is told so. */
  finish(): ModelDelta[] {
    if (!this.complete) return []
    const held = this.#tags?.end().map((told) => this.#tell(told)) ?? []
    const named = this.#parts.flatMap((part, index): ModelDelta[] => {
      if (part.type !== 'call' || part.announced) return []
      part.announced = true
      return [{ type: 'call', index, name: unnamed, input: part.pieces.join('') }]
    })
    return [...held, ...named]
  }

  end(): Ending {
    if (!this.complete) return { kind: 'truncated' }
    const finish = this.#finish
    const kind = finish === undefined ? 'complete' : finishKind(finish)
    const refusal = this.#refusal.join('')
    if (kind === 'filtered') return { kind: 'refused', text: refusal }
    if (kind === 'interrupted') return { kind: 'interrupted', reason: finish ?? '' }
    if (refusal !== '' && this.#parts.length === 0) return { kind: 'refused', text: refusal }
    return { kind: 'reply', reply: this.#reply() }
  }

  #takeUsage(chunk: Record<string, unknown>, alone: boolean): void {
    const usage = readUsage(chunk, this.#options.separateReasoning)
    if (!usage) return
    this.#usage = usage
    if (alone) this.#closed = true
  }

  #takeChoice(choice: Record<string, unknown> | undefined): ModelDelta[] {
    if (!choice) return []
    this.#closed = false
    this.#finish = textOf(choice['finish_reason']) ?? this.#finish
    this.#takeUsage(choice, false)
    const delta = recordOf(choice['delta']) ?? recordOf(choice['message'])
    return delta ? readDelta(delta).flatMap((piece) => this.#take(piece)) : []
  }

  #take(piece: Piece): ModelDelta[] {
    switch (piece.kind) {
      case 'text':
        return (this.#tags?.take(piece.text) ?? [piece]).map((told) => this.#tell(told))
      case 'reasoning':
        return [this.#grow(piece.field, piece.text)]
      case 'call':
        return this.#takeCall(piece.call)
      case 'details':
        this.#details.add(piece.items)
        return []
      case 'refusal':
        this.#refusal.push(piece.text)
        return []
    }
  }

  #tell({ kind, text }: Told): ModelDelta {
    return this.#grow(kind === 'text' ? 'text' : 'tags', text)
  }

  /** Text goes on in the last part while that is of the same kind. */
  #grow(kind: 'text' | ReasoningField, text: string): ModelDelta {
    const type = kind === 'text' ? 'text' : 'reasoning'
    let part = this.#parts.at(-1)
    if (part?.type !== type) {
      part =
        kind === 'text'
          ? { type: 'text', pieces: [] }
          : { type: 'reasoning', pieces: [], field: kind }
      this.#parts.push(part)
    }
    part.pieces.push(text)
    return { type, index: this.#parts.length - 1, text }
  }

  /** A call is announced when its name is known; what came before goes out with it. */
  #takeCall(piece: CallPiece): ModelDelta[] {
    const { slot, opened } = this.#calls.take(piece)
    if (opened) this.#parts.push(slot)
    if (piece.input !== '') slot.pieces.push(piece.input)
    if (slot.name === undefined) return []
    const index = this.#parts.lastIndexOf(slot)
    if (slot.announced) {
      return piece.input === '' ? [] : [{ type: 'call', index, input: piece.input }]
    }
    slot.announced = true
    return [{ type: 'call', index, name: slot.name, input: slot.pieces.join('') }]
  }

  #reply(): Reply {
    const details = this.#details.blocks()
    if (details && !this.#parts.some(({ type }) => type === 'reasoning')) {
      this.#parts.push({ type: 'reasoning', pieces: [], field: 'reasoning_details' })
    }
    const first = this.#parts.findIndex(({ type }) => type === 'reasoning')
    const ids = new Set<string>()
    const parts = this.#parts.map((part, index): ReplyPart => {
      if (part.type === 'text') return { type: 'text', text: part.pieces.join('') }
      if (part.type === 'call') return this.#call(part, index, ids)
      const blocks = index === first ? details : undefined
      return this.#reasoning(part.field, part.pieces.join(''), blocks)
    })
    const hasCalls = parts.some(({ type }) => type === 'call')
    return {
      parts,
      stop: stopReason(this.#finish, hasCalls),
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#model !== undefined && { model: this.#model }),
    }
  }

  #reasoning(field: ReasoningField, text: string, details: Json[] | undefined): ReplyPart {
    const opaque = { provider: this.#options.provider, field, ...(details && { details }) }
    return { type: 'reasoning', text, opaque }
  }

  /** A result names its call by id, so an id is never missing and never there twice. */
  #call(slot: CallSlot, index: number, ids: Set<string>): ReplyPart {
    const own = slot.id
    const id = own === undefined || ids.has(own) ? this.#options.callId(index) : own
    ids.add(id)
    const name = slot.name ?? unnamed
    const call = { type: 'call' as const, id, name, input: slot.pieces.join('') }
    if (slot.extra == null || !isJson(slot.extra)) return call
    return { ...call, opaque: { provider: this.#options.provider, extra: slot.extra } }
  }
}
