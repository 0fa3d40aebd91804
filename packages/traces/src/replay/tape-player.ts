// Plays a recording. Owns: the loop decides, the recording is the world; what comes from outside is written only when the
// log stands right before its place, and everything that is written is compared with what stands there.
import {
  evolve,
  KernelError,
  kernelVersion,
  memorySessions,
  next,
  openSession,
  run,
  type Draft,
  type Event,
  type Facts,
  type IntentEvent,
  type Session,
  type State,
} from '@harness/kernel'
import { unlike } from '../diff/unlike.ts'
import { compared } from './advisory.ts'
import { saidOf, type Said } from './decisions.ts'
import { planOf, type Release } from './plan.ts'
import type { Played, TapeDifference } from './play-tape.ts'
import { Recording } from './recording.ts'
import { tapeHost } from './tape-host.ts'

export class TapePlayer {
  readonly #recording: Recording
  readonly #over = new AbortController()
  /** What came of effects and was not released yet, by the seq of the intent. */
  readonly #arrived = new Map<number, Facts>()
  readonly #released = new Map<number, () => void>()
  /** What was settled up to this seq is released. */
  #swept = 0
  /** The run that drives the session; a session that is idle is driven again when something is released. */
  #running: Promise<unknown> | undefined
  #broken: unknown
  /** The seq of the next event that is written. */
  #next = 1
  #performed = 0
  #given = 0
  #difference: TapeDifference | null = null

  constructor(events: readonly Event[]) {
    this.#recording = new Recording(events)
  }

  async play(): Promise<Played> {
    const { events } = this.#recording
    const session = await this.#open()
    try {
      for (const release of planOf(events)) {
        if (this.#difference) break
        await this.#perform(release, session)
        if (!this.#difference) await this.#release(release, session)
      }
      const seq = session.state.seq + 1
      if (!this.#difference && seq <= events.length) this.#differs(seq, null)
    } finally {
      this.#over.abort('stop')
      for (const release of this.#released.values()) release()
      await this.#running
    }
    const [performed, given] = [this.#performed, this.#given]
    return {
      kernel: kernelVersion,
      events: events.length,
      performed,
      given,
      difference: this.#difference,
    }
  }

  async #open(): Promise<Session> {
    const store = await memorySessions().create(idOf(this.#recording.at(1)))
    // What a model is told is not asked again.
    const artifacts = { ...store.artifacts, get: async () => new TextEncoder().encode('[]') }
    const now = () => this.#recording.at(this.#next++)?.at ?? 0
    const clock = { now, monotonic: now, sleep: async () => {}, random: () => 0 }
    const session = await openSession({ ...store, artifacts }, { runtime: clock })
    session.onAppend((written) => this.#compare(written))
    return session
  }

  /** Waits for what the kernel makes of the recorded answers, and compares it with what was made of them then. */
  async #perform({ from, to }: Release, session: Session): Promise<void> {
    let before = session.state
    for (const event of this.#recording.events.slice(from - 1, to)) {
      const isOurs = this.#recording.isPerformed(event) && (event.cause ?? from) < from
      const facts = isOurs ? await this.#arrival(event.cause ?? 0, session) : undefined
      // What is made of an end depends on what came just before it.
      const [made] = (typeof facts === 'function' ? facts(before) : facts) ?? []
      const path = made ? pathTo(event, made) : []
      if (isOurs && path) {
        return this.#differs(event.seq, made ? saidOf(withCause(made)) : null, path)
      }
      if (isOurs) this.#performed += 1
      else this.#given += 1
      before = evolve(before, event)
    }
  }

  /** Whether everything came that was performed then: what follows may be what ended it. */
  #atRest(session: Session): () => boolean {
    const awaited = ofState(session, ({ open }) =>
      open.flatMap(({ seq }) => {
        const settled = this.#recording.settledBy(seq)
        return settled && this.#recording.isPerformed(settled) ? seq : []
      }),
    )
    return () => {
      const seqs = awaited()
      while (seqs.length > 0 && this.#arrived.has(seqs.at(-1) ?? 0)) seqs.pop()
      return seqs.length === 0
    }
  }

  async #arrival(intent: number, session: Session): Promise<Facts | undefined> {
    await this.#until(session, () => this.#arrived.has(intent))
    return this.#arrived.get(intent)
  }

  /** Nothing here waits for anything but other promises: what has not come after so many turns never comes. */
  async #until(session: Session, isSo: () => boolean): Promise<void> {
    const patience = leastPatience + 50 * this.#recording.events.length
    for (let turn = 0; turn < patience && !isSo() && this.#broken === undefined; turn++) {
      this.#running ??= this.#run(session)
      await Promise.resolve()
    }
  }

  /** A run that has nothing to do any more ends, and the next one finds what is released then. */
  async #rest(): Promise<void> {
    for (let turn = 0; turn < leastPatience && this.#running; turn++) await Promise.resolve()
  }

  #run(session: Session): Promise<unknown> {
    return run(session, {
      host: tapeHost(this.#recording, session),
      signal: this.#over.signal,
      waitFor: 'tasks',
      settle: (intent, facts) => this.#hold(intent, facts, session),
    })
      .catch((error: unknown) => (this.#broken = error))
      .finally(() => (this.#running = undefined))
  }

  /** Until the recording has settled it. */
  #hold({ seq }: IntentEvent, facts: Facts, { state }: Session): Promise<void> {
    const isOpen = state.open.some((intent) => intent.seq === seq)
    if (this.#over.signal.aborted || !isOpen) return Promise.resolve()
    this.#arrived.set(seq, facts)
    return new Promise((resolve) => this.#released.set(seq, resolve))
  }

  /** Writes what came from outside, and lets the loop decide on it. */
  async #release({ from, to }: Release, session: Session): Promise<void> {
    if (isIdle(session.state)) await this.#rest()
    const drafts = this.#recording.events.slice(from - 1, to).map(draftOf)
    this.#next = from
    try {
      await session.append(drafts)
    } catch (error) {
      if (!(error instanceof KernelError)) throw error
      return this.#differs(from, null)
    }
    await this.#until(
      session,
      ofState(session, (state) => next(state).length === 0),
    )
    await this.#until(session, this.#atRest(session))
    const open = new Set(session.state.open.map(({ seq }) => seq))
    const written = this.#recording.events.slice(this.#swept, session.state.seq)
    this.#swept = session.state.seq
    for (const { cause } of written) {
      const release = this.#released.get(cause ?? 0)
      if (cause === null || !release || open.has(cause)) continue
      this.#released.delete(cause)
      this.#arrived.delete(cause)
      release()
    }
  }

  #compare(written: readonly Event[]): void {
    for (const event of written) {
      const recorded = this.#recording.at(event.seq)
      // Where the recording ends, its process may have died before it had decided.
      if (!recorded || this.#difference) return
      const found = unlike(recorded, event)
      if (found) this.#differs(event.seq, saidOf(event), found.path)
    }
  }

  #differs(seq: number, played: Said | null, path: readonly string[] = []): void {
    const event = this.#recording.at(seq)
    const recorded = event ? saidOf(event) : null
    this.#difference = { seq, recorded, played, path, kernel: this.#kernelAt(seq) }
  }

  #kernelAt(seq: number): string | null {
    const before = this.#recording.events.slice(0, seq)
    const configured = before.findLast((event) => event.type === 'session.configured')
    return configured?.type === 'session.configured' ? configured.data.kernel : null
  }
}

/** Turns of the queue of promises. */
const leastPatience = 20_000

/** Finds out anew only when the log has moved: it is asked at every turn. */
function ofState<T>(session: Session, find: (state: State) => T): () => T {
  let seen = session.state
  let found = find(seen)
  return () => {
    if (session.state !== seen) found = find((seen = session.state))
    return found
  }
}

/** Whether a run would end there. */
const isIdle = ({ run: { active }, compaction, inputs, open }: State): boolean =>
  !active &&
  compaction.asked === null &&
  !inputs.pending.some(({ wakes }) => wakes) &&
  !open.some(({ type }) => lasting.has(type))

const lasting: ReadonlySet<string> = new Set(['task.started', 'hook.started', 'compaction.started'])

const idOf = (first: Event | undefined): string =>
  first?.type === 'session.created' ? first.data.session : 'tape'

function draftOf(event: Event): Draft {
  const { cause, at: _, seq: __, v: ___, ...body } = event
  return cause === null ? body : { ...body, cause }
}

const withCause = (draft: Draft) => ({ ...draft, cause: draft.cause ?? null })

/** Where what the kernel made of an effect is not what was recorded of it. */
function pathTo(event: Event, made: Draft): readonly string[] | undefined {
  const { type, data } = event
  const one = { type, cause: event.cause, data: compared(type, data) }
  const other = { type: made.type, cause: made.cause, data: compared(made.type, made.data) }
  return unlike(one, other)?.path
}
