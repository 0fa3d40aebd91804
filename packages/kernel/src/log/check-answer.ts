import type { EventOf } from '../events/event.ts'
import { ruleText } from '../events/rule-text.ts'

/** Why this answer must not follow this ask: nothing is allowed for good that was not shown to whoever answered. */
export function checkAnswer(
  ask: EventOf<'ask.opened'>['data'],
  answer: EventOf<'ask.settled'>['data'],
): string | undefined {
  if (answer.kind !== 'answered' || !answer.always) return undefined
  if (answer.decision !== 'allow') return 'a denial allows nothing for good'
  const { suggestions = [] } = ask
  const strange = answer.always.rules.find(
    (rule) =>
      rule.decision !== 'allow' ||
      rule.access !== undefined ||
      !suggestions.includes(ruleText(rule)),
  )
  return strange && `${ruleText(strange)} was not suggested by its ask`
}
