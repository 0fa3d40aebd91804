import type { StreamEvent } from '@harness/kernel'
import { formatCost, formatCount } from './format.ts'

/** What a run has taken so far, subagents included, and how full its model's window is. */
export class Spent {
  #tokens = 0
  #cost: number | null = 0
  #window: number | undefined
  #filled: number | undefined

  /** Tokens that the model of the run takes in. */
  within(window: number | undefined): void {
    this.#window = window
  }

  /** `isOwn`: of the run itself, not of a subagent's window. */
  add(usage: Extract<StreamEvent, { type: 'usage' }>, isOwn: boolean): void {
    this.#tokens += usage.inputTokens + usage.outputTokens
    this.#cost = this.#cost === null || usage.cost === null ? null : this.#cost + usage.cost
    if (isOwn) this.#filled = usage.inputTokens + usage.outputTokens
  }

  /** The parts of it, the most wanted first; none before the first reply. */
  parts(): string[] {
    if (this.#tokens === 0) return []
    const cost = this.#cost === null ? [] : [formatCost(this.#cost)]
    const share = this.#share()
    return [
      `${formatCount(this.#tokens)} tokens`,
      ...(share === undefined ? [] : [`context ${share} %`]),
      ...cost,
    ]
  }

  #share(): number | undefined {
    if (this.#window === undefined || this.#filled === undefined) return undefined
    return Math.round((100 * this.#filled) / this.#window)
  }
}
