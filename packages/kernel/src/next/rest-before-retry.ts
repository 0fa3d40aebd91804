import type { Limits } from '../events/limits.ts'
import type { ModelState } from '../state/model.ts'
import type { Rule } from './rule.ts'

/** A failed attempt is followed by a pause. */
export const restBeforeRetry: Rule = ({ model, configuration: { limits } }) => {
  if (model.rested) return undefined
  const delayMs = retryDelayMs(model, limits)
  return delayMs === undefined
    ? undefined
    : [{ type: 'timer.started', data: { purpose: 'retry', delayMs } }]
}

/** How long the pause is: what the server asked for, else doubled each time, spread by chance; bounded in any case. */
export function retryDelayMs(
  { failure, failures }: Pick<ModelState, 'failure' | 'failures'>,
  { retryBaseMs, retryCapMs }: Limits,
): number | undefined {
  if (!failure) return undefined
  const doubled = retryBaseMs * 2 ** (failures - 1) * (0.5 + failure.jitter / 2)
  return Math.round(Math.min(retryCapMs, failure.retryAfterMs ?? doubled))
}
