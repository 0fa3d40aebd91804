import type { Event } from '../events/event.ts'

/** A fold of the log that somebody looks at. A fold owns its value and may change it in place: keep the newest only. */
export interface Projection<T> {
  initial(): T
  evolve(value: T, event: Event): T
}

/** The projection of a finite log. */
export const project = <T>(projection: Projection<T>, events: Iterable<Event>): T => {
  let value = projection.initial()
  for (const event of events) value = projection.evolve(value, event)
  return value
}
