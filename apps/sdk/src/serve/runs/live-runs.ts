import type { QueryInput } from '../../options.ts'
import { Refused } from '../refused.ts'
import { LiveRun } from './live-run.ts'

/** More runs at a time than this are refused. */
const mostRuns = 8

/** The runs of all clients. */
export class LiveRuns {
  readonly #live = new Set<LiveRun>()
  #isOver = false

  begin(input: QueryInput): LiveRun {
    if (this.#isOver) throw new Refused('The server is about to end: nothing new is begun.')
    if (this.#live.size >= mostRuns) {
      throw new Refused(
        `${mostRuns} runs are under way, and no more at a time: wait until one ends, or cancel one.`,
      )
    }
    const run = new LiveRun(input)
    this.#live.add(run)
    const leave = () => void this.#live.delete(run)
    run.result.then(leave, leave)
    return run
  }

  /** Resolves when none is under way; none begins any more. */
  async end(): Promise<void> {
    this.#isOver = true
    await Promise.all([...this.#live].map((run) => run.interrupt()))
  }
}
