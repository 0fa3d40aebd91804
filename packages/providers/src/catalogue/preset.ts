import type { Price } from '@harness/kernel'

/** What is known of a model. Unknown stays out: a guessed price is worse than none. */
export interface KnownModel {
  /** Tokens. */
  contextWindow?: number
  /** US dollars per million tokens. */
  price?: Price
}

/** A provider as data: one row of the catalogue. */
export interface Preset {
  name: string
  /** Other names for it. */
  aliases?: readonly string[]
  /** One line for a person who chooses. */
  title: string
  /** `scripted` answers from a script, in this process. */
  wire: 'openai' | 'scripted'
  /** Up to and including the version; left out where only the person knows. */
  baseUrl?: string
  /** The variable of the key; left out where no key is needed. */
  keyVariable?: string
  /** Whether it runs on the person's own machine, where a key is a matter of taste. */
  isLocal: boolean
  /** Left out where the server has whatever models were loaded into it. */
  defaultModel?: string
  models?: Readonly<Record<string, KnownModel>>
}
