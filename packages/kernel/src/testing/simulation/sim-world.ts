// The simulated machine: its disks, its clock, its chance, and what was really done to it. Everything follows from the seed.
import type { Event, Post } from '../../index.ts'
import { randomFrom } from '../random-from.ts'
import { virtualRuntime, type VirtualRuntime } from '../virtual-runtime.ts'
import type { SimProcess } from './sim-process.ts'

/** One session's files. */
export interface SimLog {
  id: string
  events: Event[]
  /** How many of the events a power cut cannot take. */
  durable: number
  holder: SimProcess | null
  posts: Post[]
  woken: Set<() => void>
  artifacts: Map<string, Uint8Array>
  /** Seq of the last event shared with the parent, for a fork. */
  inherited: number
}

/** A command that runs on the machine, whoever started it. */
export interface SimCommand {
  starts: number
  endsAt: number
  /** Ended by a cancel, or by a power cut before it was done. */
  fate: 'cancelled' | 'lost' | null
}

/** How often things go wrong, each in 0…1 per occasion. */
export interface Faults {
  appendFails: number
  syncFails: number
  slow: number
}

const noFaults: Faults = { appendFails: 0, syncFails: 0, slow: 0.3 }

export class SimWorld {
  readonly seed: number
  readonly random: () => number
  readonly clock: VirtualRuntime
  readonly logs = new Map<string, SimLog>()
  readonly commands = new Map<string, SimCommand>()
  /** When the power last came back. */
  bootAt = 0
  readonly files = new Map<string, string>()
  /** What is wrong so far, one sentence each. */
  readonly violations: string[] = []
  /** Non-pure effects that were performed, by session and call. */
  readonly performed = new Map<string, number>()
  /** Events that somebody was told are kept. */
  readonly acknowledged: { session: string; event: Event }[] = []
  /** What the model was sent, by the intent that sent it. */
  readonly requests = new Map<Event, string>()
  faults: Faults

  constructor(seed: number, faults: Partial<Faults> = {}) {
    this.seed = seed
    this.random = randomFrom(seed)
    this.clock = virtualRuntime(seed + 1)
    this.faults = { ...noFaults, ...faults }
  }

  /** Nothing goes wrong from here on. */
  calm(): void {
    this.faults = noFaults
  }

  chance(of: number): boolean {
    return this.random() < of
  }

  /** A whole number below `bound`. */
  below(bound: number): number {
    return Math.floor(this.random() * bound)
  }

  pick<const T>(list: readonly [T, ...T[]]): T {
    return list[this.below(list.length)] ?? list[0]
  }

  /** Often no time at all, sometimes a little. */
  async pause(): Promise<void> {
    if (this.chance(this.faults.slow)) await this.sleep(this.below(20))
  }

  sleep(ms: number): Promise<void> {
    return this.clock.sleep(ms, new AbortController().signal)
  }

  log(id: string): SimLog {
    const log = this.logs.get(id)
    if (!log) throw new Error(`no log ${id}`)
    return log
  }

  /** Somebody reads that everything up to now is kept. */
  acknowledge(session: string): void {
    const event = this.log(session).events.at(-1)
    if (event) this.acknowledged.push({ session, event })
  }

  /** A non-pure effect happens now: its intent must be on the disk, and it must be the first time. */
  perform(session: string, seq: number): void {
    const log = this.log(session)
    const intent = log.events[seq - 1]
    if (intent?.type !== 'tool.started' && intent?.type !== 'task.started') {
      this.violations.push(`an effect of ${session}/${seq} that the log does not name`)
      return
    }
    if (log.durable < seq)
      this.violations.push(`an effect of ${session}/${seq} before its intent was durable`)
    const name = `${session} call ${intent.data.call}`
    const times = (this.performed.get(name) ?? 0) + 1
    this.performed.set(name, times)
    if (times > 1) this.violations.push(`${name} was performed ${times} times`)
  }
}
