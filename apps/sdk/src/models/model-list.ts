import type { Price } from '@harness/kernel'

/** The models that there are, as far as the catalogue and the servers on this machine say. */
export interface ModelList {
  /** What a run talks to when nothing else is asked for, or what keeps it from it. */
  chosen: { model: string; fallbacks: readonly string[]; why: string } | { problem: string }
  providers: readonly ListedProvider[]
}

/** A provider, its key and its models. */
export interface ListedProvider {
  name: string
  aliases: readonly string[]
  /** One line for a person who chooses. */
  title: string
  isLocal: boolean
  /** Where it is; null for the offline model and for what has no address yet. */
  url: string | null
  /** The state of its key, never the key; `variable` is null where there is none to set. */
  key: { state: 'set' | 'missing' | 'not needed'; variable: string | null }
  /** Where the models are from: the catalogue, or the answer of its server. */
  source: 'catalogue' | 'server'
  /** Why its server, which was asked, told no models; null where it told them or was not asked. */
  problem: string | null
  models: readonly ListedModel[]
}

/** A model of a provider. */
export interface ListedModel {
  /** `provider/id`, as `model` of the options takes it. */
  name: string
  /** Tokens; null is unknown. */
  contextWindow: number | null
  /** US dollars per million tokens; null is unknown. */
  price: Price | null
  /** Whether the provider's name alone means it. */
  isDefault: boolean
}
