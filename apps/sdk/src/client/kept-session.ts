// A session that is held from run to run, and what is done with it. One thing at a time: its holder sees to that.
import type { Session, State } from '@harness/kernel'
import { drive, takeLeave, type Driving } from '../drive/drive.ts'
import type { Held } from '../drive/start-query.ts'
import type { Options } from '../options.ts'
import type { RunResult } from '../run-result.ts'
import { newestOutcome } from '../sessions/compact.ts'
import type { Compacted } from '../sessions/compact-session.ts'
import { openWorld, type Words } from '../setup/open-world.ts'
import type { Terms, World } from '../setup/world.ts'

export class KeptSession {
  readonly #world: World
  readonly #options: Options
  /** What the session was opened with, until it is said. */
  #first: World['task']
  #isFirst = true
  /** While it is driven: fires when it is no longer. */
  #driven: AbortSignal | undefined
  /** How the last run that came to an end did. */
  #ended: RunResult['reason'] | undefined

  private constructor(world: World, options: Options) {
    this.#world = world
    this.#options = options
    this.#first = world.task
  }

  /** Rejects as a run does that cannot begin. `prompt`: what will be said first. */
  static async open(
    options: Options,
    words: Pick<Words, 'prompt' | 'memory'>,
  ): Promise<KeptSession> {
    return new KeptSession(await openWorld(options, words), options)
  }

  get id(): string {
    return this.#session.id
  }

  get #session(): Session {
    return this.#world.session
  }

  /** Rejects with what breaks the session. */
  async run(prompt: string, held: Held): Promise<RunResult> {
    const say = this.#first ?? (await this.#world.expand(prompt))
    this.#first = undefined
    return this.#drive({ ...held, say })
  }

  /** Until there are no background tasks, or `sent` fires and nothing is under way. */
  async attend(held: Held, sent: AbortSignal): Promise<RunResult> {
    const over = new AbortController()
    const look = () => {
      if (sent.aborted && !isUnderWay(this.#session.state)) over.abort('sent')
    }
    const unfollow = this.#session.onAppend(look)
    sent.addEventListener('abort', look)
    look()
    try {
      const signal = AbortSignal.any([held.signal, over.signal])
      return await this.#drive({ ...held, signal, waitFor: 'tasks' })
    } finally {
      unfollow()
      sent.removeEventListener('abort', look)
    }
  }

  /** Whether a run under way was told. */
  async steer(text: string): Promise<boolean> {
    const content = await this.#world.expand(text)
    const said = await this.#session.append((state) =>
      // One that was stopped is under way in the log, and nobody would answer.
      this.#driven?.aborted === false && isUnderWay(state)
        ? [{ type: 'input.received', data: { from: 'person', mode: 'steer', content } }]
        : undefined,
    )
    return said.length > 0
  }

  change(terms: Terms): Promise<void> {
    return this.#world.change(terms)
  }

  async compact(
    focus: string | undefined,
    held: Pick<Driving, 'signal' | 'lines'>,
  ): Promise<Compacted> {
    let outcome: Compacted = { kind: 'failed', message: 'it was stopped before it was done' }
    const unfollow = this.#session.onAppend((events) => {
      outcome = newestOutcome(events) ?? outcome
    })
    try {
      const data = focus === undefined ? {} : { focus }
      await this.#session.append([{ type: 'compaction.requested', data }])
      await this.#drive(held)
      return outcome
    } finally {
      unfollow()
    }
  }

  /** Nothing of it may be under way. */
  async close(): Promise<void> {
    try {
      const { run, inputs } = this.#session.state
      const isIdle = !run.active && !inputs.pending.some(({ wakes }) => wakes)
      if (this.#ended && isIdle) await takeLeave(this.#world, this.#driving(), this.#ended)
    } finally {
      await this.#world.close()
    }
  }

  async #drive(more: Partial<Driving>): Promise<RunResult> {
    const driving = { ...this.#driving(), ...more }
    this.#driven = driving.signal
    try {
      const result = await drive(this.#world, driving)
      this.#isFirst = false
      if (result.reason !== 'stopped') this.#ended = result.reason
      return result
    } finally {
      this.#driven = undefined
    }
  }

  #driving(): Driving {
    return {
      options: this.#options,
      isFirst: this.#isFirst,
      signal: new AbortController().signal,
    }
  }
}

const isUnderWay = ({ run }: State): boolean => run.active
