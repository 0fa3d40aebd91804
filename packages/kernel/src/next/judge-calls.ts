import type { Draft } from '../events/event.ts'
import { mustWait } from '../state/order.ts'
import type { Rule } from './rule.ts'

/** Every proposed call is looked at before it acts; again when what it will change has been changed meanwhile. */
export const judgeCalls: Rule = ({ calls }) => {
  const drafts = calls.list
    .filter((call) => call.phase === 'proposed' && !mustWait(calls, call))
    .map((call): Draft => ({
      type: 'judge.started',
      data: { call: call.id, attempt: call.judgements + 1 },
    }))
  return drafts.length > 0 ? drafts : undefined
}
