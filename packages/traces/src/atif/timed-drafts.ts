import type { Draft, Hash } from '@harness/kernel'

/** A draft, and when it was true. */
export interface TimedDraft {
  draft: Draft
  /** Milliseconds since 1970. */
  at: number
}

/** What an imported session is told of. */
export interface AtifPlace {
  /** Its id. */
  session: string
  workspace?: string
  title?: string
  /** The session whose subagent it is. */
  parent?: string
  /** The artifacts of `instructionsOfAtif`. */
  system: Hash
  toolset: Hash
  /** When it happened, where the trajectory does not tell. */
  now: number
}

/** Drafts of a new log, in order: the first has the seq 1. */
export class TimedDrafts {
  readonly all: TimedDraft[] = []
  #at: number

  constructor(at: number) {
    this.#at = at
  }

  /** Time goes on to here. It does not go back: what is told out of order happened when it is told. */
  goTo(at: number | undefined): void {
    if (at !== undefined && at > this.#at) this.#at = at
  }

  /** Answers the seq. */
  add(draft: Draft): number {
    this.all.push({ draft, at: this.#at })
    return this.all.length
  }
}
