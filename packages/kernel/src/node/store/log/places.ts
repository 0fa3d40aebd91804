// Places of one log file that were found true of it. Only snapshots and openings tell of any, so they stay few. Behind
// them the file only grows: a writer takes nothing back that was whole when it opened the log.
import type { Position } from './position.ts'

export class Places {
  readonly #start: Position
  #bySeq: readonly Position[]

  /** `start` is the start of the file. */
  constructor(start: Position) {
    this.#start = start
    this.#bySeq = [start]
  }

  note({ seq, offset, sum }: Position): void {
    const others = this.#bySeq.filter((place) => place.seq !== seq)
    this.#bySeq = [...others, { seq, offset, sum }].toSorted((a, b) => a.seq - b.seq)
  }

  has({ seq, offset, sum }: Position): boolean {
    return this.#bySeq.some((at) => at.seq === seq && at.offset === offset && at.sum === sum)
  }

  /** The last known place before event `seq`; the start of the file when the event stands in none of it. */
  before(seq: number): Position {
    return this.#bySeq.findLast((place) => place.seq < seq) ?? this.#start
  }

  /** The first known place after event `seq`. */
  after(seq: number): Position | undefined {
    return this.#bySeq.find((place) => place.seq >= seq)
  }
}
