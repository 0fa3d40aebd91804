// What one log says of changes of files, and of calls that nobody takes back.
import { callId, replyCalls, type Event, type EventOf } from '@harness/kernel'
import type { UncoveredCall } from '../rewind-session.ts'
import { changesOfRewind, changesOfTool, type FileChange } from './file-change.ts'

/** What is read of one session. */
export interface Part {
  session: string
  /** The event that is gone back to, where the session itself has it. */
  seq?: number
  isAfter(event: Event): boolean
}

/** The doings of one log, event by event. */
export class DoingsRecord {
  readonly #session: string
  readonly #seq: number | undefined
  readonly #isAfter: Part['isAfter']
  readonly changes: FileChange[] = []
  readonly uncovered: UncoveredCall[] = []
  /** Subagents, and how much of what each did counts. */
  readonly children = new Map<string, 'all' | 'some'>()
  /** Rewinds that died and that nobody finishes any more. */
  readonly abandoned: EventOf<'rewind.started'>[] = []
  workspace: string | null = null
  /** When each event was written, by seq. */
  readonly times = new Map<number, number>()
  /** Who wrote what is read: in a fork first its parents. */
  #writer = ''
  readonly #tools = new Map<string, string>()
  readonly #judging = new Map<number, string>()
  readonly #targets = new Map<string, string | undefined>()
  readonly #rewinds = new Map<number, EventOf<'rewind.started'>>()
  readonly #open = new Map<number, UncoveredCall>()
  readonly #sent = new Map<number, string>()

  constructor({ session, seq, isAfter }: Part) {
    this.#session = session
    this.#seq = seq
    this.#isAfter = isAfter
  }

  event(event: Event): void {
    this.times.set(event.seq, event.at)
    switch (event.type) {
      case 'session.created':
        this.#writer = event.data.session
        this.workspace = event.data.workspace ?? null
        return
      case 'session.forked':
        this.#writer = event.data.session
        return
      case 'model.settled':
        if (event.data.kind !== 'replied') return
        for (const [index, { name }] of replyCalls(event.data.reply).entries()) {
          this.#tools.set(callId(event.seq, index), name)
        }
        return
      case 'judge.started':
        this.#judging.set(event.seq, event.data.call)
        return
      case 'call.judged':
        if (event.data.kind !== 'judged') return
        this.#targets.set(this.#judging.get(event.cause ?? 0) ?? '', event.data.prepared.target)
        return
      default:
        return this.#acted(event)
    }
  }

  /** What was still open at the end counts as well. */
  end(): void {
    for (const call of this.#open.values()) this.uncovered.push(call)
    for (const event of this.#rewinds.values())
      this.#rewound(event, { last: event, done: undefined })
    for (const child of this.#sent.values()) this.#child(child, 'some')
  }

  #acted(event: Event): void {
    const cause = event.cause ?? 0
    switch (event.type) {
      case 'tool.started':
        if (event.data.effect === 'other') this.#began(event, this.#call(event))
        return
      case 'task.started':
        return this.#sentOut(event)
      case 'tool.settled':
        this.#ended(event)
        if (!this.#isAfter(event) || !('files' in event.data)) return
        this.changes.push(...changesOfTool(event.data.files ?? [], this.#place(event)))
        return
      case 'task.settled': {
        this.#ended(event)
        const child = this.#sent.get(cause)
        this.#sent.delete(cause)
        if (child !== undefined && this.#isAfter(event)) this.#child(child, 'some')
        return
      }
      case 'rewind.started':
        this.#rewinds.set(event.seq, event)
        return
      case 'rewind.settled': {
        const started = this.#rewinds.get(cause)
        this.#rewinds.delete(cause)
        if (!started) return
        const files = 'files' in event.data ? event.data.files : undefined
        if (!files) this.abandoned.push(started)
        const done = files && new Set(files.map(({ path }) => path))
        return this.#rewound(started, { last: event, done })
      }
      default:
        return
    }
  }

  #sentOut(event: EventOf<'task.started'>): void {
    const { spec } = event.data
    if (spec.kind === 'command') return this.#began(event, this.#call(event))
    const child = `${this.#writer}.${event.seq}`
    if (this.#isAfter(event)) this.#child(child, 'all')
    else this.#sent.set(event.seq, child)
  }

  #child(id: string, how: 'all' | 'some'): void {
    this.children.set(id, how)
  }

  #call(event: EventOf<'tool.started' | 'task.started'>): UncoveredCall {
    const { call } = event.data
    const { session, seq } = this.#place(event)
    const target = this.#targets.get(call) ?? ''
    return { session, seq, tool: this.#tools.get(call) ?? '', target }
  }

  /** One that began before may have done something after. */
  #began(event: Event, call: UncoveredCall): void {
    if (this.#isAfter(event)) this.uncovered.push(call)
    else this.#open.set(event.seq, call)
  }

  #ended(event: Event): void {
    const call = this.#open.get(event.cause ?? 0)
    this.#open.delete(event.cause ?? 0)
    if (call && this.#isAfter(event)) this.uncovered.push(call)
  }

  #rewound(
    started: EventOf<'rewind.started'>,
    { last, done }: { last: Event; done: ReadonlySet<string> | undefined },
  ): void {
    if (!this.#isAfter(last) && last !== started) return
    const { session, to } = started.data
    // What a fork began with: what it took back is no part of its own past, in which its files were so already.
    if (session !== undefined && this.#seq !== undefined && this.#seq <= to) return
    this.changes.push(...changesOfRewind(started, { ...this.#place(last), done }))
  }

  #place({ seq, at }: Event) {
    return { session: this.#session, seq, at }
  }
}
