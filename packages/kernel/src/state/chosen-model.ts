import type { ModelSpec } from '../events/model-spec.ts'
import type { Configuration } from '../events/session-configured.ts'

/** The model that a choice means: 0 the session's, n its nth fallback. */
export const chosenModel = (
  { model, fallbacks }: Pick<Configuration, 'model' | 'fallbacks'>,
  choice: number,
): ModelSpec => (choice === 0 ? model : (fallbacks?.[choice - 1] ?? model))
