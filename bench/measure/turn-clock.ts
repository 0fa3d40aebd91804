import { cpuNow } from './cpu-clock.ts'

/** Looks at the clock at the beginning of every turn. */
export class TurnClock {
  readonly #marks: number[] = []

  mark(): void {
    this.#marks.push(cpuNow())
  }

  /** CPU per turn from one turn to another. */
  between(from: number, to: number): number {
    const [start = Number.NaN, end = Number.NaN] = [this.#marks[from], this.#marks[to]]
    return (end - start) / (to - from)
  }
}
