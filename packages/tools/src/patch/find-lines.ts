import type { LineIds } from './line-ids.ts'

export interface Range {
  /** The first place that counts. */
  from: number
  /** The place to be near to, not before `from`. */
  near: number
}

/** How many comparisons for each line of a file are cheaper than a pass over it. */
const worth = 4

/**
 * Where the wanted lines stand next to a place; of two that are as near, the later one. No search takes more than some
 * passes over the file, whatever is in it.
 */
export function findLines(file: LineIds, wanted: Int32Array, range: Range): number | undefined {
  const rare = rarest(file, wanted)
  const isCheap = rare.places.length * wanted.length <= file.ids.length * worth
  return isCheap ? byRarest(file, wanted, { ...range, ...rare }) : byPass(file, wanted, range)
}

/** The wanted line that stands in the fewest places. */
function rarest(file: LineIds, wanted: Int32Array): { places: Int32Array; offset: number } {
  let offset = 0
  let places = file.placesOf(wanted[0] ?? 0)
  for (const [at, id] of wanted.entries()) {
    const others = file.placesOf(id)
    if (others.length < places.length) [places, offset] = [others, at]
  }
  return { places, offset }
}

interface Candidates extends Range {
  places: Int32Array
  /** Of the line that stands at the places, in the wanted ones. */
  offset: number
}

function byRarest({ ids }: LineIds, wanted: Int32Array, candidates: Candidates) {
  const { places, offset, from, near } = candidates
  const middle = firstAtLeast(places, near + offset)
  let best: number | undefined
  for (let at = middle; at < places.length && best === undefined; at += 1) {
    const start = (places[at] ?? 0) - offset
    if (isAt(ids, wanted, start)) best = start
  }
  const farthest = Math.max(from, best === undefined ? from : 2 * near - best + 1)
  for (let at = middle - 1; at >= 0; at -= 1) {
    const start = (places[at] ?? 0) - offset
    if (start < farthest) break
    if (isAt(ids, wanted, start)) return start
  }
  return best
}

function isAt(ids: Int32Array, wanted: Int32Array, start: number): boolean {
  for (let at = 0; at < wanted.length; at += 1) {
    if (ids[start + at] !== wanted[at]) return false
  }
  return true
}

/** Knuth, Morris and Pratt: a pass in which no line of the file is compared again. */
function byPass({ ids }: LineIds, wanted: Int32Array, { from, near }: Range) {
  const borders = bordersOf(wanted)
  let best: number | undefined
  let matched = 0
  for (let at = from; at < ids.length; at += 1) {
    while (matched > 0 && ids[at] !== wanted[matched]) matched = borders[matched - 1] ?? 0
    if (ids[at] === wanted[matched]) matched += 1
    if (matched < wanted.length) continue
    const start = at - matched + 1
    if (best === undefined || Math.abs(start - near) <= Math.abs(best - near)) best = start
    if (start >= near) return best
    matched = borders[matched - 1] ?? 0
  }
  return best
}

/** For each length of a beginning, the longest shorter beginning that it ends with. */
function bordersOf(wanted: Int32Array): Int32Array {
  const borders = new Int32Array(wanted.length)
  let length = 0
  for (let at = 1; at < wanted.length; at += 1) {
    while (length > 0 && wanted[at] !== wanted[length]) length = borders[length - 1] ?? 0
    if (wanted[at] === wanted[length]) length += 1
    borders[at] = length
  }
  return borders
}

function firstAtLeast(places: Int32Array, wanted: number): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
