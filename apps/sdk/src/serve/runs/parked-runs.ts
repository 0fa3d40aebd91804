import { randomUUID } from 'node:crypto'
import type { ParkedAsks } from '../asks/parked-asks.ts'
import { patienceMs } from '../asks/ask-client.ts'
import type { LiveRun } from './live-run.ts'

export interface ParkedRun {
  run: LiveRun
  asks: ParkedAsks
  /** Names it to its client, which says it with its answers. */
  handle: string
}

/**
 * Runs whose clients were asked something and have yet to answer. Owns: a run that nobody comes back to is stopped, and
 * its session asks again when somebody goes on with it.
 */
export class ParkedRuns {
  readonly #patienceMs: number
  readonly #parked = new Map<string, ParkedRun & { timer?: NodeJS.Timeout }>()

  constructor(patience = patienceMs) {
    this.#patienceMs = patience
  }

  keep(run: LiveRun, asks: ParkedAsks): ParkedRun {
    const parked = { run, asks, handle: randomUUID() }
    this.#parked.set(parked.handle, parked)
    // Of one that broke, or never began, nobody is told anything by its handle.
    run.result.catch(() => this.drop(parked.handle))
    return parked
  }

  /** Its client is back; undefined when it took too long, or never was there. */
  take(handle: string): ParkedRun | undefined {
    const parked = this.#parked.get(handle)
    clearTimeout(parked?.timer)
    return parked
  }

  /** Its client was asked, and goes away to answer. */
  park({ handle, run }: ParkedRun): void {
    const parked = this.#parked.get(handle)
    if (!parked) return
    clearTimeout(parked.timer)
    const tooLate = () => {
      this.drop(handle)
      run.stop()
    }
    parked.timer = setTimeout(tooLate, this.#patienceMs).unref()
  }

  /** Its result was told. */
  drop(handle: string): void {
    clearTimeout(this.#parked.get(handle)?.timer)
    this.#parked.delete(handle)
  }
}
