import { mapTexts, type Artifacts, type Event } from '@harness/kernel'
import { differenceClass, type DifferenceClass, type Window } from './difference-class.ts'
import { differingBytes, type DifferingBytes } from './differing-bytes.ts'
import { PrefixHash } from './prefix-hash.ts'
import { resolved } from './resolved.ts'
import type { SecretNames } from './secret-names.ts'
import { semantic, type Meaning } from './semantic.ts'
import { unlike } from './unlike.ts'

/** A log to be compared. A reader of a session is one. */
export interface LogSource {
  /** The events from that seq on, in order. Left when nothing more is wanted. */
  read(from: number): AsyncIterable<Event>
  /** With both, prompts and tools that differ are shown, not their hashes. */
  artifacts?: Artifacts
}

/** The first place at which two logs say different things. */
export interface LogDifference extends DifferingBytes {
  /** The place in either; what comes before is the same. */
  seq: number
  class: DifferenceClass
  /** What stands there; null where the log has ended. */
  types: { a: Event['type'] | null; b: Event['type'] | null }
  /** The keys that lead to where the two events part: `data`, …; empty where they are no events of one type. */
  path: readonly string[]
}

export interface LogDiff {
  /** How many events are the same from the beginning. */
  same: number
  /** Null where both say the same to their end. */
  difference: LogDifference | null
}

export interface DiffOptions {
  /** Compares up to these seqs only. */
  upTo?: { a?: number; b?: number }
  /** Both are known to be the same before this seq: a fork and its parent. Default: 1. */
  from?: number
}

/** Events of either log that are hashed before they are compared: few enough to be forgotten before the heap grows. */
const stride = 256
/** Events of either log that are looked at from the difference on. */
const windowSize = 64

/**
 * The first divergence of two logs over what their events mean: see `semantic`. Each event is hashed with all before it,
 * and the first that differs is found by binary search over those hashes. Reads both no further than that. Rejects as the
 * sources do.
 */
export async function diffLogs(
  a: LogSource,
  b: LogSource,
  { from = 1, upTo = {} }: DiffOptions = {},
): Promise<LogDiff> {
  const pages = { a: new Pages(a.read(from), upTo.a), b: new Pages(b.read(from), upTo.b) }
  const hashes = { a: new PrefixHash(), b: new PrefixHash() }
  try {
    for (let same = from - 1; ; same += stride) {
      const [one, other] = await Promise.all([pages.a.next(stride), pages.b.next(stride)])
      const index = parting(hashed(one, hashes.a), hashed(other, hashes.b))
      if (index < stride) {
        if (index === one.length && index === other.length) {
          return { same: same + index, difference: null }
        }
        const window = {
          a: meantBy(await pages.a.from(one, index), hashes.a.secrets),
          b: meantBy(await pages.b.from(other, index), hashes.b.secrets),
        }
        const difference = await differenceAt(same + index + 1, window, { a, b })
        return { same: same + index, difference }
      }
    }
  } finally {
    await pages.a.close()
    await pages.b.close()
  }
}

/** A log, a page at a time. */
class Pages {
  readonly #events: AsyncIterator<Event>
  readonly #upTo: number

  constructor(events: AsyncIterable<Event>, upTo = Infinity) {
    this.#events = events[Symbol.asyncIterator]()
    this.#upTo = upTo
  }

  /** The next so many; fewer only at the end. */
  async next(most: number): Promise<Event[]> {
    const page: Event[] = []
    while (page.length < most) {
      const { done, value } = await this.#events.next()
      if (done === true || value.seq > this.#upTo) break
      page.push(value)
    }
    return page
  }

  /** What stands from a place of the newest page on. */
  async from(page: readonly Event[], index: number): Promise<Event[]> {
    const window = page.slice(index, index + windowSize)
    const isWhole = page.length < stride || window.length === windowSize
    return isWhole ? window : [...window, ...(await this.next(windowSize - window.length))]
  }

  async close(): Promise<void> {
    await this.#events.return?.()
  }
}

/** What was hashed: placeholders that are the same in either log for the same secret. */
const meantBy = (events: readonly Event[], secrets: SecretNames): Meaning[] =>
  events.map((event) => {
    const { place, what, ...rest } = semantic(event)
    return { ...rest, place, what: mapTexts(what, (text) => secrets.named(text)) }
  })

/** The prefix hash after each event, two lanes each. */
function hashed(events: readonly Event[], hash: PrefixHash): Int32Array {
  const hashes = new Int32Array(events.length * 2)
  for (const [index, event] of events.entries()) {
    hash.take(event)
    hashes.set(hash.lanes, index * 2)
  }
  return hashes
}

/** The first index at which two pages part, by bisection: equal up to somewhere, and never again behind it. */
function parting(a: Int32Array, b: Int32Array): number {
  let [low, high] = [0, Math.min(a.length, b.length) / 2]
  while (low < high) {
    const middle = (low + high) >> 1
    const isSame = a[middle * 2] === b[middle * 2] && a[middle * 2 + 1] === b[middle * 2 + 1]
    if (isSame) low = middle + 1
    else high = middle
  }
  return low
}

async function differenceAt(
  seq: number,
  window: Window,
  sources: { a: LogSource; b: LogSource },
): Promise<LogDifference> {
  const [a, b] = [window.a[0], window.b[0]]
  const types = { a: a?.type ?? null, b: b?.type ?? null }
  const found = { seq, class: differenceClass(window), types }
  if (!a || !b || a.type !== b.type) {
    return { ...found, path: [], ...differingBytes(a && shownOf(a), b && shownOf(b)) }
  }
  const parted = unlike(shownOf(a), shownOf(b))
  const shown = await resolved(parted ?? { path: [], a: undefined, b: undefined }, sources)
  return { ...found, path: shown.path, ...differingBytes(shown.a, shown.b) }
}

/** What counts of an event, under the keys that it has in the log. */
const shownOf = ({ type, place, what }: Meaning) => ({ type, data: what, place })
