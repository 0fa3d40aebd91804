// Seeded changes of a recorded log, each with the place and the class of the difference that it makes.
import type { Event, EventOf } from '@harness/kernel'
import type { DifferenceClass } from '../difference-class.ts'

export interface Mutation {
  name: string
  class: DifferenceClass
  /** The log as it is then; undefined where it has nothing of the kind. The change stands at `at`. */
  make(events: readonly Event[], random: () => number): { events: Event[]; at: number } | undefined
}

type Of<T extends Event['type']> = (event: EventOf<T>) => EventOf<T>['data'] | undefined

const otherHash = `sha256:${'7'.repeat(64)}`

/** One event of a type, with other data. */
const change =
  <T extends Event['type']>(type: T, to: Of<T>): Mutation['make'] =>
  (events, random) => {
    const fit = events.flatMap((event): [Event, EventOf<T>['data']][] => {
      const data = event.type === type ? to(event as EventOf<T>) : undefined
      return data === undefined ? [] : [[event, data]]
    })
    const [event, data] = fit[Math.floor(random() * fit.length)] ?? []
    if (!event) return undefined
    const changed = { ...event, data } as Event
    return { events: events.with(event.seq - 1, changed), at: event.seq }
  }

/** Two neighbours the other way round. */
const swap: Mutation['make'] = (events, random) => {
  const settled = new Set(['tool.settled', 'call.judged', 'task.settled'])
  const places = events.flatMap(({ type, data, cause }, index) => {
    const other = events[index + 1]
    const isPair = settled.has(type) && other && settled.has(other.type) && cause !== other.cause
    return isPair && JSON.stringify(data) !== JSON.stringify(other.data) ? [index] : []
  })
  const index = places[Math.floor(random() * places.length)]
  if (index === undefined) return undefined
  const [one, other] = [events[index]!, events[index + 1]!]
  const swapped = events
    .with(index, { ...other, seq: index + 1 })
    .with(index + 1, { ...one, seq: index + 2 })
  return { events: swapped, at: index + 1 }
}

/** Everything that speaks of a place behind `from` speaks of the place `by` further. */
function shifted(events: readonly Event[], from: number, by: number): Event[] {
  const move = (seq: number) => (seq >= from ? seq + by : seq)
  const moved = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number' && seqKeys.has(key)) return move(value)
    if (key === 'call' && typeof value === 'string') {
      const [turn, place] = value.split('.')
      return `${move(Number(turn))}.${place}`
    }
    if (Array.isArray(value)) return value.map((one) => moved(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moved(one, name)]))
  }
  return events.map((event) => moved(event) as Event)
}

const seqKeys = new Set([
  'seq',
  'cause',
  'inputs',
  'input',
  'task',
  'result',
  'upto',
  'from',
  'background',
  'reasoning',
  'at_',
])

const isSaid = (event: Event): event is EventOf<'input.received'> =>
  event.type === 'input.received' && event.data.from === 'person'

const textOf = (event: Event) =>
  isSaid(event) ? JSON.stringify([event.data.mode, event.data.content]) : undefined

const words = (random: () => number) => [
  { type: 'text' as const, text: `other ${Math.floor(random() * 1e9)}` },
]

export const mutations: readonly Mutation[] = [
  {
    name: 'another prompt',
    class: 'prompt',
    make: change('session.configured', ({ data }) => ({ ...data, system: otherHash })),
  },
  {
    name: 'another schema of a tool',
    class: 'tool-schema',
    make: change('session.configured', ({ data }) => ({ ...data, toolset: otherHash })),
  },
  {
    name: 'one tool less',
    class: 'tool-schema',
    make: change('session.configured', ({ data }) => ({ ...data, tools: data.tools.slice(1) })),
  },
  {
    name: 'another model',
    class: 'configuration',
    make: change('session.configured', ({ data }) => ({
      ...data,
      model: { ...data.model, id: 'another' },
    })),
  },
  {
    name: 'another limit',
    class: 'configuration',
    make: change('session.configured', ({ data }) => ({
      ...data,
      limits: { ...data.limits, maxTurns: data.limits.maxTurns + 1 },
    })),
  },
  {
    name: 'another input',
    class: 'input',
    make: change('input.received', (event) =>
      isSaid(event) ? { ...event.data, content: words(() => event.seq / 1e9) } : undefined,
    ),
  },
  {
    name: 'another word of the model',
    class: 'model-output',
    make: change('model.settled', ({ data }) => {
      if (data.kind !== 'replied') return undefined
      const parts = data.reply.parts.map((part) =>
        part.type === 'text' ? { ...part, text: `${part.text}!` } : part,
      )
      const isSaying = data.reply.parts.some(({ type }) => type === 'text')
      return isSaying ? { ...data, reply: { ...data.reply, parts } } : undefined
    }),
  },
  {
    name: 'another argument of a call',
    class: 'model-output',
    make: change('model.settled', ({ data }) => {
      if (data.kind !== 'replied') return undefined
      const parts = data.reply.parts.map((part) =>
        part.type === 'call' ? { ...part, input: `${part.input} ` } : part,
      )
      const isCalling = data.reply.parts.some(({ type }) => type === 'call')
      return isCalling ? { ...data, reply: { ...data.reply, parts } } : undefined
    }),
  },
  {
    name: 'another verdict',
    class: 'permission',
    make: change('call.judged', ({ data }) => {
      if (data.kind !== 'judged') return undefined
      const decision = data.verdict.decision === 'deny' ? 'allow' : 'deny'
      return { ...data, verdict: { ...data.verdict, decision } }
    }),
  },
  {
    name: 'another answer',
    class: 'permission',
    make: change('ask.settled', ({ data }) => {
      if (data.kind !== 'answered') return undefined
      return { ...data, decision: data.decision === 'allow' ? 'deny' : 'allow' }
    }),
  },
  {
    name: 'another result of a tool',
    class: 'tool-result',
    make: change('tool.settled', ({ data, seq }) =>
      'content' in data ? { ...data, content: words(() => seq / 1e9) } : undefined,
    ),
  },
  {
    name: 'a tool that was interrupted',
    class: 'interruption',
    make: change('tool.settled', ({ data }) =>
      'content' in data ? { kind: 'unknown', message: 'gone' } : undefined,
    ),
  },
  {
    name: 'another word of a hook',
    class: 'hook',
    make: change('hook.settled', ({ data }) =>
      data.kind === 'answered' && data.answers.length > 0
        ? { ...data, answers: data.answers.map((one) => ({ ...one, reason: 'another mood' })) }
        : undefined,
    ),
  },
  { name: 'outcomes the other way round', class: 'order', make: swap },
  {
    name: 'something that was not said',
    class: 'missing',
    make: (events, random) => {
      // Of two that are the same, nobody can say which one is missing.
      const isSame = (one: Event, other: Event | undefined) =>
        one.type === other?.type && textOf(one) === textOf(other)
      const said = events.filter(
        (event) =>
          isSaid(event) && event.seq < events.length - 4 && !isSame(event, events[event.seq]),
      )
      const event = said[Math.floor(random() * said.length)]
      if (!event) return undefined
      const { seq } = event
      return { events: shifted(events.toSpliced(seq - 1, 1), seq, -1), at: seq }
    },
  },
  {
    name: 'something that was said beside',
    class: 'extra',
    make: (events, random) => {
      const at = 2 + Math.floor(random() * (events.length - 6))
      const [envelope] = events
      const data = { from: 'person', mode: 'steer', content: words(random) } as const
      const event: Event = { ...envelope!, seq: at, cause: null, type: 'input.received', data }
      return { events: shifted(events, at, 1).toSpliced(at - 1, 0, event), at }
    },
  },
  {
    name: 'a log that ends before',
    class: 'end',
    make: (events, random) => {
      const at = 2 + Math.floor(random() * (events.length - 2))
      return { events: events.slice(0, at - 1), at }
    },
  },
]
