import type { EventOf } from '../events/event.ts'
import { ruleText } from '../events/rule-text.ts'

/** Why this answer must not follow this ask: nothing is allowed for good that was not shown to whoever answered. */
export function checkAnswer(
  ask: EventOf<'ask.opened'>['data'],
  answer: EventOf<'ask.settled'>['data'],
): string | undefined {
  if (answer.kind !== 'answered') return undefined
  if (answer.input !== undefined && answer.decision === 'deny') return 'a denial gives no input'
  if (answer.input !== undefined && ask.question) return 'a question is answered, not amended'
  if (!answer.always) return undefined
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
