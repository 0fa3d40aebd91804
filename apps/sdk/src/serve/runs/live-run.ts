import type { StreamEvent } from '@harness/kernel'
import type { QueryInput } from '../../options.ts'
import { queryFor, type Query } from '../../query.ts'
import type { RunResult } from '../../run-result.ts'
import { listTasks } from '../../sessions/list-tasks.ts'
import { postCancel } from '../../sessions/post-cancel.ts'
import type { SessionPlace } from '../../sessions/read-session.ts'

/** How long a cancelled run has to end before it is stopped where it stands, in milliseconds. */
const graceMs = 8_000

/** A run of a client's. Owns: when it is told to end, it ends, and what it began ends with it. */
export class LiveRun {
  /** What it came to; rejects as `Query.result` does. */
  readonly result: Promise<RunResult>
  readonly #query: Query
  readonly #stop = new AbortController()
  readonly #place: SessionPlace
  #watch: (event: StreamEvent) => void = ignore
  #interrupted: Promise<void> | undefined

  constructor({ options = {}, ...input }: QueryInput) {
    this.#place = options
    const whole = { ...input, options: { ...options, signal: this.#stop.signal } }
    this.#query = queryFor(whole, { isForeign: true })
    this.result = this.#follow()
    // Whoever waits for it sees it fail.
    this.result.catch(ignore)
  }

  /** Who is told of its events from now on. */
  watch(watch: (event: StreamEvent) => void = ignore): void {
    this.#watch = watch
  }

  /** Resolves when it is over: its session is idle, and what it began in the background was told to end. Never rejects. */
  interrupt(): Promise<void> {
    this.#interrupted ??= this.#interrupt()
    return this.#interrupted
  }

  /** Ends it where it stands: what it asks is still asked when its session goes on. */
  stop(): void {
    this.#stop.abort('stop')
  }

  async #follow(): Promise<RunResult> {
    for await (const event of this.#query) this.#watch(event)
    return this.#query.result
  }

  async #interrupt(): Promise<void> {
    const patience = setTimeout(() => this.stop(), graceMs)
    try {
      const { sessionId } = this.#query
      await Promise.race([sessionId, this.result])
      await this.#endTasks(await sessionId)
      await this.#query.interrupt()
    } catch {
      // It did not begin, is over, or its log cannot be written: nothing is left but to let go of it.
      this.stop()
    }
    await this.result.catch(ignore)
    clearTimeout(patience)
  }

  /** Nobody is there any more to whom their end could be told. */
  async #endTasks(session: string): Promise<void> {
    const tasks = await listTasks(session, this.#place)
    const going = tasks.filter(({ status, background }) => background && status === 'running')
    await Promise.all(going.map(({ task }) => postCancel(session, { ...this.#place, task })))
  }
}

const ignore = () => undefined
