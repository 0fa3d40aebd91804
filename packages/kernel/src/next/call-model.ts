import { inputsToShow } from './pending.ts'
import type { Rule } from './rule.ts'

/** Ask the model, showing it everything that has arrived. */
export const callModel: Rule = (situation) => {
  const { attempt, choice } = situation.model
  const inputs = inputsToShow(situation)
  const data = { attempt: attempt + 1, inputs, ...(choice > 0 && { choice }) }
  return [{ type: 'model.started', data }]
}
