import type { Draft } from '../events/event.ts'
import { finishRun } from './finish-run.ts'
import { inputsToShow } from './pending.ts'
import { obeyLimits } from './obey-limits.ts'
import type { Rule, Situation } from './rule.ts'

/** A failure that another attempt cannot mend, or one too many: the next model is asked, or the run ends. */
export const giveUpOnModel: Rule = (situation) => {
  const { model, compaction, configuration } = situation
  const { failure } = model
  if (!failure) return undefined
  const { maxAttempts } = configuration.limits
  switch (failure.code) {
    case 'retryable':
    case 'truncated':
      if (model.failures < maxAttempts) return undefined
      return goOn(situation, `${failure.message} (tried ${model.failures} times)`)
    case 'overflow':
      if (compaction.failures === 0 && model.failures < maxAttempts) return undefined
      return goOn(situation, `${failure.message}; the conversation could not be made shorter`)
    default:
      return goOn(situation, failure.message)
  }
}

function goOn(situation: Situation, message: string): Draft[] {
  const { model, configuration } = situation
  const choice = model.choice + 1
  if (choice > (configuration.fallbacks?.length ?? 0)) {
    return finishRun(situation, { reason: 'failed', message })
  }
  const inputs = inputsToShow(situation)
  const limit = obeyLimits(situation)
  return limit ?? [{ type: 'model.started', data: { attempt: 1, inputs, choice } }]
}
