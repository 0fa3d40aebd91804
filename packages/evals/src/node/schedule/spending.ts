import type { AttemptState } from '../../record/eval-fold.ts'

/** What attempts under way have spent so far. */
export interface Ongoing {
  /** US dollars. */
  cost: number
}

/** What a run has spent, and what is still to come of what is under way: US dollars, as far as prices are known. */
export class Spending {
  readonly #most: number
  #over = 0
  #finished = 0

  /** `most` is what no attempt begins beyond. */
  constructor(most: number) {
    this.#most = most
  }

  /** A try is over, now or in an earlier process. */
  add({ scored, lostCost }: Pick<AttemptState, 'scored' | 'lostCost'>): void {
    this.#over += lostCost
    if (!scored) return
    this.#over += (scored.facts.cost ?? 0) + (scored.facts.gradeCost ?? 0)
    this.#finished += 1
  }

  spent(ongoing: Iterable<Ongoing>): number {
    let sum = this.#over
    for (const { cost } of ongoing) sum += cost
    return sum
  }

  /** Whether another attempt may begin: each of those under way is taken to cost what one did so far, or what it spent. */
  allows(ongoing: Iterable<Ongoing>, expected = 0): boolean {
    if (this.#most === Infinity) return true
    const mean = this.#finished > 0 ? this.#over / this.#finished : expected
    let sum = this.#over
    for (const { cost } of ongoing) sum += Math.max(cost, mean)
    return sum < this.#most
  }
}
