import type { Draft } from '../events/event.ts'
import { isUnclear, mustWait } from '../state/order.ts'
import type { Rule } from './rule.ts'

/** What the policy leaves to a person is asked, in the model's order, with what will happen. Other calls go on. */
export const askPerson: Rule = ({ calls }) => {
  const drafts = calls.list
    .filter((call) => call.phase === 'unasked' && !mustWait(calls, call) && !isUnclear(calls, call))
    .map((call): Draft => {
      const { preview, question } = call.prepared ?? {}
      const { reason, suggestions } = call.verdict ?? {}
      return {
        type: 'ask.opened',
        data: {
          call: call.id,
          ...(preview === undefined ? {} : { preview }),
          ...(reason === undefined ? {} : { reason }),
          ...(suggestions && { suggestions }),
          ...(question && { question }),
        },
      }
    })
  return drafts.length > 0 ? drafts : undefined
}
