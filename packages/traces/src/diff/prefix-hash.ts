import type { Event } from '@harness/kernel'
import { SecretNames } from './secret-names.ts'
import { semantic } from './semantic.ts'

/**
 * A running hash over everything that counts of a log: what it is after an event names all events up to there. Two lanes of
 * 32 bits; two logs that differ have the same by chance once in 2^64 comparisons. It is no defence against a forger.
 */
export class PrefixHash {
  /** The secrets named up to there. */
  readonly secrets = new SecretNames()
  #high = 0x9e37_79b9
  #low = 0x85eb_ca6b

  take(event: Event): void {
    const { type, place, what } = semantic(event)
    this.#units(type)
    this.#value(place)
    this.#value(what)
  }

  /** The two lanes. */
  get lanes(): readonly [number, number] {
    return [this.#high, this.#low]
  }

  #value(value: unknown): void {
    if (typeof value === 'string') return this.#text(value)
    if (Array.isArray(value)) {
      this.#mix(value.length)
      for (const one of value) this.#value(one)
    } else if (typeof value === 'object' && value !== null) this.#object(value)
    else if (value !== undefined) this.#text(JSON.stringify(value) ?? '')
  }

  /** In whatever order the keys stand: each entry is hashed by itself, and all are added up. */
  #object(value: object): void {
    const high = this.#high
    const low = this.#low
    let highs = 0
    let lows = 0
    for (const key of Object.keys(value)) {
      const one: unknown = Reflect.get(value, key)
      if (one === undefined) continue
      this.#high = 0x2545_f491
      this.#low = 0x4f6c_dd1d
      this.#text(key)
      this.#value(one)
      this.#mix(1)
      highs = (highs + this.#high) | 0
      lows = (lows + this.#low) | 0
    }
    this.#high = high
    this.#low = low
    this.#mix(highs)
    this.#mix(lows)
  }

  #text(text: string): void {
    this.#units(text.length < shortest ? text : this.secrets.named(text))
  }

  #units(text: string): void {
    let high = this.#high
    let low = this.#low
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      high = Math.imul(high ^ unit, 0x0100_0193)
      low = Math.imul(low + unit, 0x0019_660d) ^ (low >>> 15)
    }
    this.#high = high
    this.#low = low
    this.#mix(text.length)
  }

  #mix(word: number): void {
    const high = Math.imul(this.#high ^ word, 0xcc9e_2d51)
    const low = Math.imul(this.#low + word, 0x1b87_3593)
    this.#high = high ^ (high >>> 15)
    this.#low = low ^ (low >>> 13)
  }
}

/** What is shorter holds no placeholder: most names of members, and most words. */
const shortest = 22
