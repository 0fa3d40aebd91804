import type { Event } from '@harness/kernel'
import { simulate } from '@harness/kernel/testing'

/** A log as a reader gives it. */
export async function* logOf(events: readonly Event[]): AsyncGenerator<Event> {
  yield* events
}

/** Most tests look at the same ones. */
const kept = 100
const told = new Map<number, Event[]>()

/** The logs of simulated sessions: killed, cut off from power, posted to, cancelled and resumed. */
export async function* stories(from: number, count: number): AsyncGenerator<[number, Event[]]> {
  for (let seed = from; seed < from + count; seed++) {
    const events = told.get(seed) ?? [...(await simulate(seed)).events]
    if (told.size < kept) told.set(seed, events)
    yield [seed, events]
  }
}
