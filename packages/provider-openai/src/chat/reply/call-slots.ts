import type { CallPiece } from './read-delta.ts'

/** A tool call under way. */
export interface CallSlot {
  type: 'call'
  id: string | undefined
  name: string | undefined
  pieces: string[]
  extra: unknown
  /** Its name was yielded. */
  announced: boolean
}

/**
 * Finds the call that a piece belongs to. The protocol says by `index`; servers also leave it out, send the same index
 * for every call with new ids, or send whole calls without ids.
 */
export class CallSlots {
  readonly #byIndex = new Map<number, CallSlot>()
  readonly #byId = new Map<string, CallSlot>()
  #last: CallSlot | undefined

  /** The slot of the piece, and whether it was opened for it. */
  take(piece: CallPiece): { slot: CallSlot; opened: boolean } {
    const found = this.#find(piece)
    const slot = found ?? empty()
    if (piece.index !== undefined) this.#byIndex.set(piece.index, slot)
    slot.id ??= piece.id
    if (slot.id !== undefined) this.#byId.set(slot.id, slot)
    slot.name ??= piece.name
    slot.extra ??= piece.extra
    this.#last = slot
    return { slot, opened: found === undefined }
  }

  #find(piece: CallPiece): CallSlot | undefined {
    if (piece.index !== undefined) {
      const slot = this.#byIndex.get(piece.index)
      return slot && startsAnother(slot, piece) ? undefined : slot
    }
    if (piece.id !== undefined) return this.#byId.get(piece.id)
    return piece.name === undefined ? this.#last : undefined
  }
}

/** A new id with a name is another call, whatever its index says. */
const startsAnother = (slot: CallSlot, piece: CallPiece) =>
  piece.id !== undefined && slot.id !== undefined && piece.id !== slot.id && !!piece.name

const empty = (): CallSlot => ({
  type: 'call',
  id: undefined,
  name: undefined,
  pieces: [],
  extra: undefined,
  announced: false,
})
