import { finishRun } from './finish-run.ts'
import type { Rule } from './rule.ts'

/** A failure that another attempt cannot mend, or one too many, ends the run. */
export const giveUpOnModel: Rule = (situation) => {
  const { model, compaction, configuration } = situation
  const { failure } = model
  if (!failure) return undefined
  const { maxAttempts } = configuration.limits
  switch (failure.code) {
    case 'retryable':
    case 'truncated':
      if (model.failures < maxAttempts) return undefined
      return finishRun(situation, {
        reason: 'failed',
        message: `${failure.message} (tried ${model.failures} times)`,
      })
    case 'overflow':
      if (compaction.failures === 0 && model.failures < maxAttempts) return undefined
      return finishRun(situation, { reason: 'failed', message: failure.message })
    default:
      return finishRun(situation, { reason: 'failed', message: failure.message })
  }
}
