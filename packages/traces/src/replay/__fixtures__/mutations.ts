// Seeded changes of the decisions of a recorded log, each with the place at which that shows.
import type { Event } from '@harness/kernel'
import { roleOf } from '../role-of.ts'

interface Mutated {
  events: Event[]
  /** Where the log was changed. */
  at: number
  /** Where it shows at the latest; left out, right there. */
  latest?: number
}

export interface Mutation {
  name: string
  make(events: readonly Event[], random: () => number): Mutated | undefined
}

const isDecision = (event: Event | undefined) => event !== undefined && roleOf(event) === 'decision'

const pick = <T>(list: readonly T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)]

const renumbered = (events: readonly Event[]): Event[] =>
  events.map((event, index) => ({ ...event, seq: index + 1 }))

export const mutations: readonly Mutation[] = [
  {
    name: 'another payload',
    make: (events, random) => {
      const event = pick(events.filter(isDecision), random)
      if (!event) return undefined
      const data = { ...(event.data as object), attempt: 99, reason: 'another' }
      return { events: events.with(event.seq - 1, { ...event, data } as Event), at: event.seq }
    },
  },
  {
    name: 'another cause',
    make: (events, random) => {
      const event = pick(
        events.filter((one) => isDecision(one) && one.seq > 4),
        random,
      )
      if (!event) return undefined
      return { events: events.with(event.seq - 1, { ...event, cause: 1 }), at: event.seq }
    },
  },
  {
    name: 'two the other way round',
    make: (events, random) => {
      const differ = (one: Event, other: Event | undefined) =>
        JSON.stringify([one.type, one.data]) !== JSON.stringify([other?.type, other?.data])
      const first = pick(
        events.filter(
          (one) => isDecision(one) && isDecision(events[one.seq]) && differ(one, events[one.seq]),
        ),
        random,
      )
      if (!first) return undefined
      const second = events[first.seq]!
      const swapped = events.with(first.seq - 1, second).with(first.seq, first)
      return { events: renumbered(swapped), at: first.seq }
    },
  },
  {
    name: 'one too many',
    make: (events, random) => {
      const event = pick(events.filter(isDecision), random)
      if (!event) return undefined
      return { events: renumbered(events.toSpliced(event.seq, 0, event)), at: event.seq + 1 }
    },
  },
  {
    name: 'one that is missing',
    make: (events, random) => {
      // An intent: what settles it names nothing any more.
      const intent = pick(
        events.filter((one) => isDecision(one) && events.some(({ cause }) => cause === one.seq)),
        random,
      )
      if (!intent) return undefined
      const settled = events.find(({ cause }) => cause === intent.seq)?.seq ?? 0
      // Its process may have died before it had decided; what settles it was not dreamt.
      const orphaned = events.map((one) =>
        one.cause === intent.seq ? { ...one, cause: 1e6 } : one,
      )
      const mutated = renumbered(orphaned.toSpliced(intent.seq - 1, 1))
      return { events: mutated, at: intent.seq, latest: settled - 1 }
    },
  },
  {
    name: 'all that one outcome led to',
    make: (events, random) => {
      const outcomes = events.filter((one) => {
        const behind = events.slice(one.seq).findIndex((other) => !isDecision(other))
        const next = events[one.seq + behind]
        const isAwaited = next !== undefined && roleOf(next) === 'outcome'
        return roleOf(one) === 'outcome' && behind > 0 && isAwaited && (next.cause ?? 0) < one.seq
      })
      const outcome = pick(outcomes, random)
      if (!outcome) return undefined
      const behind = events.slice(outcome.seq).findIndex((other) => !isDecision(other))
      return {
        events: renumbered(events.toSpliced(outcome.seq, behind)),
        at: outcome.seq + 1,
      }
    },
  },
]
