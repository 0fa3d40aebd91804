import type { KeyPath } from '../key-path.ts'

/** Where a value stands in a text: the offset of its key, or of itself in a list; and the places within it. */
export interface Place {
  readonly offset: number
  readonly parts: ReadonlyMap<string | number, Place>
}

/** The place of a path, or of as much of it as there is. */
export function placeAt(place: Place, path: KeyPath): Place {
  let found = place
  for (const part of path) {
    const next = found.parts.get(part)
    if (!next) break
    found = next
  }
  return found
}
