import { numberOf, textOf } from '@harness/kernel/wire'

import { type ItemKind, type OpenItem } from './open-item.ts'

type Fields = Record<string, unknown>

/**
 * The items of a response, in the order in which they began; the place of one is its part's in the reply. Events name an
 * item by its index and its id; servers leave out either, change ids on the way, or give two items the same.
 */
export class OutputItems {
  readonly all: OpenItem[] = []
  readonly #byIndex = new Map<number, number>()
  readonly #byId = new Map<string, number>()

  /** Where the item of this kind is that an event is about. */
  find(kind: ItemKind, event: Fields, item: Fields = {}): number | undefined {
    const { id, index } = namesOf(event, item)
    if (id === undefined && index === undefined) return this.callOf(item) ?? this.#lastOpen(kind)
    const byIndex = this.#ofKind(kind, this.#byIndex.get(index ?? -1))
    const byId = this.#ofKind(kind, this.#byId.get(id ?? ''))
    const isShared = byIndex !== undefined && this.all[byIndex]?.item['id'] === id
    return isShared ? byIndex : (byId ?? byIndex)
  }

  /** Begins an item, at the place answered; one that was already begun stays where it is. */
  open(kind: ItemKind, event: Fields, item: Fields): number {
    const { id, index } = namesOf(event, item)
    const known = index === undefined ? undefined : this.#ofKind(kind, this.#byIndex.get(index))
    if (known !== undefined && id !== undefined && this.all[known]?.item['id'] === id) return known
    const place =
      this.all.push({ kind, item, pieces: [], isDone: false, isTorn: false, isAnnounced: false }) -
      1
    if (index !== undefined) this.#byIndex.set(index, place)
    if (id !== undefined) this.#byId.set(id, place)
    return place
  }

  /** The call of this id, among those that have begun. */
  callOf(item: Fields): number | undefined {
    const id = textOf(item['call_id'])
    const place = this.all.findIndex(
      ({ kind, item: own }) => kind === 'call' && own['call_id'] === id,
    )
    return id === undefined || place < 0 ? undefined : place
  }

  #lastOpen(kind: ItemKind): number | undefined {
    const last = this.all.at(-1)
    return last?.kind === kind && !last.isDone ? this.all.length - 1 : undefined
  }

  #ofKind(kind: ItemKind, place: number | undefined): number | undefined {
    return place !== undefined && this.all[place]?.kind === kind ? place : undefined
  }
}

const namesOf = (event: Fields, item: Fields) => ({
  id: textOf(event['item_id']) ?? textOf(item['id']),
  index: numberOf(event['output_index']),
})
