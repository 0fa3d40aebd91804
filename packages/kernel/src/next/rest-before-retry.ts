import type { Rule } from './rule.ts'

/** A failed attempt is followed by a pause: what the server asked for, else doubled each time, spread by chance. */
export const restBeforeRetry: Rule = ({ model, configuration: { limits } }) => {
  const { failure, failures, rested } = model
  if (!failure || rested) return undefined
  const doubled = limits.retryBaseMs * 2 ** (failures - 1) * (0.5 + failure.jitter / 2)
  const delayMs = Math.round(Math.min(limits.retryCapMs, failure.retryAfterMs ?? doubled))
  return [{ type: 'timer.started', data: { purpose: 'retry', delayMs } }]
}
