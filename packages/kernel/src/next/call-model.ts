import { inputsToShow } from './pending.ts'
import type { Rule } from './rule.ts'

/** Ask the model, showing it everything that has arrived. */
export const callModel: Rule = (situation) => [
  {
    type: 'model.started',
    data: { attempt: situation.model.attempt + 1, inputs: inputsToShow(situation) },
  },
]
