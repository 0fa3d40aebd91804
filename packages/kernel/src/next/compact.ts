import { chosenModel } from '../state/chosen-model.ts'
import { finishRun } from './finish-run.ts'
import type { Rule, Situation } from './rule.ts'

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
  const { compactAt } = configuration
  const { contextWindow } = chosenModel(configuration, model.choice)
  if (compactAt === undefined || contextWindow === undefined) return undefined
  return usage.context > contextWindow * compactAt ? 'window' : undefined
}
