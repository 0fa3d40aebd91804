// A recorded log as the tape's host asks for it.
import type { Event, EventOf, IntentEvent } from '@harness/kernel'

/** How an intent ended that nobody performed to its end. */
const unfinished: ReadonlySet<string> = new Set(['cancelled', 'lost', 'unknown', 'forked'])

/** Answers and rewinds come from people, time passes by itself: no host performs them. */
const ofNobody: ReadonlySet<string> = new Set(['ask.settled', 'rewind.settled', 'timer.settled'])

type Settling = Extract<Event['type'], `${string}.settled` | 'call.judged'>

export class Recording {
  readonly events: readonly Event[]
  /** By the seq of the intent that each settles. */
  readonly #settled = new Map<number, Event>()
  /** Names of tools that the session had at one time. */
  readonly tools = new Set<string>()

  constructor(events: readonly Event[]) {
    this.events = events
    for (const event of events) {
      if (isSettling(event) && event.cause !== null) this.#settled.set(event.cause, event)
      if (event.type === 'task.started') this.tools.add(event.data.tool)
    }
  }

  at(seq: number): Event | undefined {
    return this.events[seq - 1]
  }

  /** What settled an intent, if anything did. */
  settledBy(seq: number): Event | undefined {
    return this.#settled.get(seq)
  }

  /** The same, of the type that is expected. */
  settled<T extends Settling>(seq: number, type: T): EventOf<T> | undefined {
    const event = this.#settled.get(seq)
    return event && isOf(event, type) ? event : undefined
  }

  /** Whether somebody performed what this settles, so that a host can perform it again. */
  isPerformed(event: Event): boolean {
    return isSettling(event) && !ofNobody.has(event.type) && !unfinished.has(event.data.kind)
  }
}

const isOf = <T extends Event['type']>(event: Event, type: T): event is EventOf<T> =>
  event.type === type

const isSettling = (event: Event): event is EventOf<Settling> =>
  event.type === 'call.judged' || event.type.endsWith('.settled')

/** The seq that a key of the kernel names: `<session>/<seq>`, with a dot and a number behind it for a question aside. */
export const seqOfKey = (key: string): number => Number(/\/(\d+)(?:\.\d+)?$/.exec(key)?.[1])

/** The open intents of a type, oldest first. */
export const openOf = <T extends IntentEvent['type']>(
  open: readonly IntentEvent[],
  type: T,
): EventOf<T>[] =>
  open.flatMap((intent) => {
    const one: Event = intent
    return isOf(one, type) ? [one] : []
  })

/** Never resolves: rejects with the signal's reason. */
export const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
