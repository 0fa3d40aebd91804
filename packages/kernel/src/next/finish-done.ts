import { finishRun } from './finish-run.ts'
import { hasWork } from './pending.ts'
import type { Rule } from './rule.ts'

/** The model has nothing left to do, or a tool said so. */
export const finishDone: Rule = (situation) => {
  const { calls, inputs, run } = situation
  const ended = calls.ended && inputs.pending.length === 0
  if (hasWork(situation) && !ended) return undefined
  return finishRun(situation, {
    reason: calls.denied ? 'denied' : 'done',
    ...(run.unconfirmed && !calls.ended && { unconfirmed: true }),
  })
}
