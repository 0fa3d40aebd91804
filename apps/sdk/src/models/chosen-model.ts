import type { Options } from '../options.ts'

/** The model that a run would talk to. */
export interface ChosenName {
  /** `provider/name`. */
  model: string
  /** What it would go on with, in order. */
  fallbacks: readonly string[]
  /** What chose it. */
  why: string
}

/**
 * The model that a new session with these options would talk to. Asks nobody but a server on this machine for its only model,
 * and begins nothing. Rejects with what is wrong with it, as a run would.
 */
export async function chosenModel(options: Options = {}): Promise<ChosenName> {
  const { termsOf } = await import('../engine.ts')
  return termsOf(options)
}
