import type { ModelSpec } from '../events/model-spec.ts'

/** Tokens that a request to a model may take: its window without its longest reply; undefined where the window is unknown. */
export function roomOf({ contextWindow, maxOutputTokens = 0 }: ModelSpec): number | undefined {
  if (contextWindow === undefined) return undefined
  // A model whose longest reply fills its window still takes requests.
  return Math.max(contextWindow - maxOutputTokens, Math.ceil(contextWindow / 4))
}
