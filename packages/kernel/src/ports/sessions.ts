import type { Draft, Event } from '../events/event.ts'
import type { Artifacts } from './artifacts.ts'
import type { EventStore } from './event-store.ts'

/** Something said to a session from outside its writing process. The same id is never applied twice. */
export interface Post {
  id: string
  draft: Extract<
    Draft,
    {
      type:
        | 'input.received'
        | 'ask.settled'
        | 'cancel.requested'
        | 'task.promoted'
        | 'compaction.requested'
    }
  >
}

/** Durable posts to one session, drained by whoever holds it. */
export interface Inbox {
  /** Those not yet removed, oldest first. */
  pending(): Promise<Post[]>
  /** Forgets a post whose id stands in the log, durably. */
  remove(id: string): Promise<void>
  /** Resolves when something may have arrived since the call of `pending`; rejects with the signal's reason. */
  changed(signal: AbortSignal): Promise<void>
}

/** Disposable caches of a fold. `state` is JSON, opaque to the store; one of another `build` is not answered. */
export interface Snapshots {
  load(build: string): Promise<{ seq: number; state: unknown } | undefined>
  save(build: string, seq: number, state: unknown): Promise<void>
}

/** A session held for writing. */
export interface SessionStore {
  id: string
  events: EventStore
  artifacts: Artifacts
  snapshots: Snapshots
  inbox: Inbox
  /** Releases the session; open forks and readers are untouched. */
  close(): Promise<void>
}

/** A session looked at from outside; needs no lock and changes nothing. */
export interface SessionReader {
  id: string
  artifacts: Artifacts
  read(from: number): AsyncIterable<Event>
  /** Like `read`, then every further event as it is written, by whatever process, until the signal fires. */
  follow(from: number, signal: AbortSignal): AsyncIterable<Event>
}

/** Every session of one home. Rejects with a `KernelError` whose code says why. */
export interface Sessions {
  create(id: string): Promise<SessionStore>
  /** Takes the session for writing: `session_held` names the process that has it. */
  open(id: string): Promise<SessionStore>
  reader(id: string): Promise<SessionReader>
  /**
   * A session whose events at or before `at` are those of `parent`, by reference; `'head'` is the newest there is.
   * Costs the same at any length.
   */
  fork(parent: string, at: number | 'head', child: string): Promise<SessionStore>
  /** Durable when it resolves, whoever holds the session. */
  post(id: string, post: Post): Promise<void>
}
