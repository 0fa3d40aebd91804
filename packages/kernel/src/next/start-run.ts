import type { Rule } from './rule.ts'

/** Idle until something arrives that wakes the session. */
export const startRun: Rule = ({ run, inputs }) => {
  if (run.active) return undefined
  return inputs.pending.some((input) => input.wakes) ? [{ type: 'run.started', data: {} }] : []
}
