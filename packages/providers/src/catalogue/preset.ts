import type { ModelSpec, Price } from '@harness/kernel'

/**
 * A protocol over HTTP: `openai` is chat completions, `openai-responses` OpenAI's responses API, `anthropic` the messages
 * API; a package brings one of its own, as its `createProvider` (see the README).
 */
export type HttpWire =
  | 'openai'
  | 'openai-responses'
  | 'anthropic'
  | {
      /** A package's name, or a module's file URL. */
      readonly package: string
    }

/** Where a provider or a model is not what its wire would let one expect. */
export interface Quirks {
  /** `text` for models that call no tools by the wire's own means. Left out: both are tried. */
  toolCalls?: ModelSpec['toolCalls']
  /** Reasoning may come between `<think>` tags in the content, by chat completions: the server has no parser for it. */
  thinkTags?: boolean
  /** The wire at any address but the provider's own: proxies and compatible servers may speak less than it does. */
  wireElsewhere?: HttpWire
}

/** What is known of a model. Unknown stays out: a guessed price is worse than none. */
export interface KnownModel {
  /** Tokens that fit, those of the reply included unless the provider counts them apart. */
  contextWindow?: number
  /** US dollars per million tokens. */
  price?: Price
  /** Where it is not the provider's. */
  wire?: HttpWire
  quirks?: Pick<Quirks, 'toolCalls'>
}

/** A provider as data: one row of the catalogue. */
export interface Preset {
  name: string
  /** Other names for it. */
  aliases?: readonly string[]
  /** One line for a person who chooses. */
  title: string
  /** `scripted` answers from a script, in this process. */
  wire: HttpWire | 'scripted'
  /** Up to and including the version; left out where only the person knows. */
  baseUrl?: string
  /** The variable of the key; left out where no key is needed. */
  keyVariable?: string
  /** Whether it runs on the person's own machine, where a key is a matter of taste. */
  isLocal: boolean
  /** Left out where the server has whatever models were loaded into it. */
  defaultModel?: string
  models?: Readonly<Record<string, KnownModel>>
  quirks?: Quirks
}
