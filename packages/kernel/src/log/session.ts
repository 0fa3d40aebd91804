// One session held for writing: its log, and the folds of it. Owns: every append passes the invariants, a decision is
// written only on the state it was taken from, and together with the fact that caused it.
import { Body, type Draft, type Event } from '../events/event.ts'
import {
  evolveConversation,
  noConversation,
  type Conversation,
} from '../conversation/conversation.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { Configuration } from '../events/session-configured.ts'
import { decide, provisional } from '../next/next.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import type { Redactor } from '../ports/redactor.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { SessionStore } from '../ports/sessions.ts'
import { redactDraft } from '../redaction/redact-draft.ts'
import { redactingArtifacts } from '../redaction/redacting-artifacts.ts'
import { evolve, type State } from '../state/state.ts'
import { TranscriptWriter } from '../transcript/transcript-writer.ts'
import { checkAppend } from './check-append.ts'
import { readInstructions, type Instructions } from './read-instructions.ts'

type Listener = (events: readonly Event[]) => void

/** Facts to append, or what makes them from the state they will follow; undefined for nothing. */
export type Facts = readonly Draft[] | ((state: State) => readonly Draft[] | undefined)

interface SessionOptions {
  /** What is appended goes through it first. */
  redactor?: Redactor
  runtime: Runtime
  build: string
  state: State
  /** The seq of the newest snapshot there is, 0 for none. */
  snapshot: number
}

/** How many events between two snapshots. */
const snapshotEvery = 256

export class Session {
  readonly store: SessionStore
  readonly #runtime: Runtime
  readonly #build: string
  /** Keeps secrets out of the log; undefined where there are none to keep. */
  readonly redactor: Redactor | undefined
  /** The session's, without secrets: what tools put, and see of it. */
  readonly artifacts: Artifacts
  readonly transcripts: TranscriptWriter
  readonly #listeners = new Set<Listener>()
  #state: State
  #conversation: Conversation | null = null
  #instructions: { of: Configuration; read: Instructions } | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #snapshot: number
  /** When the newest event was written that was there at the opening. */
  readonly foundAt: number

  /** Use `openSession`. */
  constructor(store: SessionStore, options: SessionOptions) {
    this.store = store
    this.#runtime = options.runtime
    this.#build = options.build
    this.redactor = options.redactor
    this.artifacts = options.redactor
      ? redactingArtifacts(store.artifacts, options.redactor)
      : store.artifacts
    this.transcripts = new TranscriptWriter(store.artifacts, options.redactor)
    this.#state = options.state
    this.#snapshot = options.snapshot
    this.foundAt = options.state.at
  }

  get id(): string {
    return this.store.id
  }

  /** The fold of everything written. */
  get state(): State {
    return this.#state
  }

  /** Appends facts as they are. Rejects with `invariant` or `invalid_event` and writes nothing when one does not fit. */
  append(facts: Facts): Promise<readonly Event[]> {
    return this.#write(facts, () => [])
  }

  /** Appends facts and, in the same write, everything that `next` decides because of them. */
  settle(facts: Facts): Promise<readonly Event[]> {
    return this.#write(facts, decide)
  }

  /** Appends what `next` decides now; nothing when there is nothing to decide. */
  advance(): Promise<readonly Event[]> {
    return this.#write([], decide)
  }

  /** Resolves when everything written before the call is durable. */
  sync(): Promise<void> {
    return this.store.events.sync()
  }

  /** What the model sees now. Folded when first wanted, from the newest compaction on. */
  conversation(): Promise<Conversation> {
    return this.#enqueue(async () => (this.#conversation ??= await this.#foldConversation()))
  }

  /** What the model is told under a configuration. Read once: every turn asks for it. */
  async instructions(of: Configuration): Promise<Instructions> {
    if (this.#instructions?.of === of) return this.#instructions.read
    const read = await readInstructions(this.store, of)
    this.#instructions = { of, read }
    return read
  }

  /** Calls back after every append, in order, until the answered function is called. */
  onAppend(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when the log has moved past `seq`; rejects with the signal's reason. */
  moved(seq: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#state.seq > seq) return resolve()
      if (signal.aborted) return reject(signal.reason)
      const stop = this.onAppend(() => end(resolve))
      const abort = () => end(() => reject(signal.reason))
      const end = (how: () => void) => {
        stop()
        signal.removeEventListener('abort', abort)
        how()
      }
      signal.addEventListener('abort', abort, { once: true })
    })
  }

  #write(facts: Facts, then: (state: State) => Draft[]): Promise<readonly Event[]> {
    return this.#enqueue(async () => {
      for (;;) {
        const given = typeof facts === 'function' ? facts(this.#state) : facts
        if (!given) return []
        const { events, state } = this.#extend(given, then)
        if (events.length === 0) return []
        if (await this.store.events.append(events, this.#state.seq)) {
          await this.#commit(events, state)
          return events
        }
        await this.#catchUp()
      }
    })
  }

  /** Facts and decisions as events behind the state, each checked against what precedes it. */
  #extend(facts: readonly Draft[], then: (state: State) => Draft[]) {
    const events: Event[] = []
    let state = this.#state
    const add = (draft: Draft) => {
      const broken = checkAppend(state, draft)
      if (broken) throw new KernelError('invariant', `${draft.type} not appended: ${broken}`)
      const event = { ...provisional(draft, state.seq + 1), at: this.#runtime.now() }
      events.push(event)
      state = evolve(state, event)
    }
    for (const fact of facts) {
      add(validate(this.redactor ? redactDraft(fact, this.redactor) : fact))
    }
    // A decision follows from the newest fact before it.
    const newest = state.seq
    for (const draft of then(state)) add({ ...draft, cause: draft.cause ?? newest })
    return { events, state }
  }

  async #commit(events: readonly Event[], state: State): Promise<void> {
    this.#state = state
    if (this.#conversation) {
      this.#conversation = events.reduce(evolveConversation, this.#conversation)
    }
    for (const listener of this.#listeners) listener(events)
    if (state.seq - this.#snapshot >= snapshotEvery) {
      this.#snapshot = state.seq
      await this.store.snapshots.save(this.#build, state.seq, state)
    }
  }

  /** Another writer was faster: fold what it wrote. */
  async #catchUp(): Promise<void> {
    const events: Event[] = []
    for await (const event of this.store.events.read(this.#state.seq + 1)) events.push(event)
    await this.#commit(events, events.reduce(evolve, this.#state))
  }

  async #foldConversation(): Promise<Conversation> {
    let conversation = noConversation()
    for await (const event of this.store.events.read(this.#state.compaction.from)) {
      conversation = evolveConversation(conversation, event)
    }
    return conversation
  }

  /** One at a time, in the order of the calls, whatever became of the ones before. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work)
    this.#queue = turn.catch(() => undefined)
    return turn
  }
}

function validate(draft: Draft): Draft {
  const parsed = Body.safeParse(draft)
  if (!parsed.success) {
    const why = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new KernelError('invalid_event', `${draft.type} not appended: ${why.join('; ')}`)
  }
  return draft.cause === undefined ? parsed.data : { ...parsed.data, cause: draft.cause }
}
