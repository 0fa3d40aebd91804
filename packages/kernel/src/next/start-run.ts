import { wakes } from '../state/inputs.ts'
import type { Rule } from './rule.ts'

/** Idle until something arrives that wakes the session. */
export const startRun: Rule = (situation) => {
  if (situation.run.active) return undefined
  return wakes(situation) ? [{ type: 'run.started', data: {} }] : []
}
