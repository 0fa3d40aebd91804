import { finishRun } from './finish-run.ts'
import { isDone } from './pending.ts'
import type { Rule } from './rule.ts'

/** The model has nothing left to do, or a tool said so. */
export const finishDone: Rule = (situation) => {
  const { calls, run, hooks } = situation
  if (!isDone(situation)) return undefined
  if (hooks.refused !== null) {
    return finishRun(situation, { reason: 'denied', message: hooks.refused })
  }
  return finishRun(situation, {
    reason: calls.denied ? 'denied' : 'done',
    ...(run.unconfirmed && !calls.ended && { unconfirmed: true }),
  })
}
