import type { Draft } from '../events/event.ts'
import { chosenModel } from '../state/chosen-model.ts'
import { roomOf } from '../state/room.ts'
import type { State } from '../state/state.ts'
import { contextTokens } from '../state/usage.ts'
import type { Rule, Situation } from './rule.ts'

/** When somebody asked, before the window overflows, and when the provider says that it did. */
export const compact: Rule = (situation) => {
  const reason = whyCompact(situation)
  return reason && [compactionOf(situation, reason)]
}

/** The intent to make everything so far shorter. */
export function compactionOf(
  { compaction, seq }: State,
  reason: 'window' | 'overflow' | 'asked',
): Draft {
  const { attempt, asked } = compaction
  return {
    type: 'compaction.started',
    data: { reason, upto: seq, attempt: attempt + 1, ...(reason === 'asked' && asked) },
  }
}

function whyCompact(situation: Situation) {
  if (situation.compaction.asked) return 'asked'
  if (situation.model.failure?.code === 'overflow') return 'overflow'
  return isNearlyFull(situation) ? 'window' : undefined
}

/** The share of the window by which a conversation grows before it is worth being made shorter again. */
const leastGrowth = 0.1
/** The same where the next result may not fit any more. */
const leastGrowthAtEnd = 0.02
const end = 0.9

function isNearlyFull({ configuration, model, compaction, usage, identity }: Situation): boolean {
  const { compactAt } = configuration
  const room = roomOf(chosenModel(configuration, model.choice))
  if (compactAt === undefined || room === undefined) return false
  const tokens = contextTokens({ usage, identity })
  const growth = tokens > room * end && !compaction.failed ? leastGrowthAtEnd : leastGrowth
  return tokens > room * compactAt && tokens >= compaction.left + room * growth
}
