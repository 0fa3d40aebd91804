import { randomFrom } from '@harness/kernel/testing'
import type { CasePair } from '../paired-difference.ts'

/** A way in which two sides come to their answers. */
export interface Design {
  cases: number
  repeats: { a: number; b: number }
  /** The cases that there could be, by the chance of passing; of one repeat, the share of cases in which the sides differ. */
  chances: readonly number[] | { discordance: number }
  /** The share of cases in which B always passes, whatever A does; 0 where both are the same. */
  shift: number
}

/** Draws runs of designs, from a seed. */
export class Draws {
  readonly #random: () => number

  constructor(seed: number) {
    this.#random = randomFrom(seed)
  }

  /** The cases of one comparison. */
  pairs({ cases, repeats, chances, shift }: Design): CasePair[] {
    return Array.from({ length: cases }, () => {
      if ('discordance' in chances) return this.#pair(chances.discordance, shift)
      const chance = this.one(chances)
      const other = this.#random() < shift ? 1 : chance
      return {
        a: { scored: repeats.a, passed: this.binomial(repeats.a, chance) },
        b: { scored: repeats.b, passed: this.binomial(repeats.b, other) },
      }
    })
  }

  one(of: readonly number[]): number {
    return of[Math.floor(this.#random() * of.length)] ?? 0
  }

  /** Chances of a beta distribution. */
  population(mean: number, weight: number, size: number): number[] {
    return Array.from({ length: size }, () => this.#beta(mean * weight, (1 - mean) * weight))
  }

  /** One repeat on both sides: B alone passes in (discordance + shift) / 2 of all. */
  #pair(discordance: number, shift: number): CasePair {
    const drawn = this.#random()
    const isB = drawn < (discordance + shift) / 2
    const isA = !isB && drawn < discordance
    return {
      a: { scored: 1, passed: isA ? 1 : 0 },
      b: { scored: 1, passed: isB ? 1 : 0 },
    }
  }

  binomial(count: number, chance: number): number {
    let passed = 0
    for (let index = 0; index < count; index++) if (this.#random() < chance) passed++
    return passed
  }

  #beta(a: number, b: number): number {
    const [one, other] = [this.#gamma(a), this.#gamma(b)]
    return one / (one + other)
  }

  /** Marsaglia and Tsang (2000); of a shape below 1, by that of one more. */
  #gamma(shape: number): number {
    if (shape < 1) return this.#gamma(shape + 1) * Math.max(1e-300, this.#random()) ** (1 / shape)
    const d = shape - 1 / 3
    for (;;) {
      const x = this.#normal()
      const v = (1 + x / Math.sqrt(9 * d)) ** 3
      if (v <= 0) continue
      if (Math.log(Math.max(1e-300, this.#random())) < (x * x) / 2 + d - d * v + d * Math.log(v)) {
        return d * v
      }
    }
  }

  #normal(): number {
    const radius = Math.sqrt(-2 * Math.log(Math.max(1e-300, this.#random())))
    return radius * Math.cos(2 * Math.PI * this.#random())
  }
}
