import { finishRun } from './finish-run.ts'
import type { Rule, Situation } from './rule.ts'

/** How full the window may be before the conversation is made shorter. */
const fullness = 0.8

/** Before the window overflows, and when the provider says that it did. */
export const compact: Rule = (situation) => {
  const reason = whyCompact(situation)
  if (!reason) return undefined
  const { compaction, seq } = situation
  if (compaction.failures > 0) {
    return finishRun(situation, {
      reason: 'failed',
      message: 'the conversation is too long for the model and could not be made shorter',
    })
  }
  return [
    {
      type: 'compaction.started',
      data: { reason, upto: seq, attempt: compaction.attempt + 1 },
    },
  ]
}

function whyCompact({ model, usage, configuration }: Situation) {
  if (model.failure?.code === 'overflow') return 'overflow'
  const window = configuration.model.contextWindow
  return window !== undefined && usage.context > window * fullness ? 'window' : undefined
}
