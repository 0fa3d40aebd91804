import { wakes } from '../state/inputs.ts'
import { compactionOf } from './compact.ts'
import type { Rule } from './rule.ts'
import { isWaitedFor } from './waiting.ts'

/** Idle until something arrives that wakes the session; a conversation is made shorter meanwhile, if somebody asks. */
export const startRun: Rule = (situation) => {
  if (situation.run.active) return undefined
  if (wakes(situation)) return [{ type: 'run.started', data: {} }]
  if (!situation.compaction.asked) return []
  const busy = situation.open.some((intent) => isWaitedFor(intent, situation))
  return busy ? [] : [compactionOf(situation, 'asked')]
}
