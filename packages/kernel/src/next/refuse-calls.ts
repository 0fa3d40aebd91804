import type { Draft } from '../events/event.ts'
import type { Rule } from './rule.ts'

/** The model is told of every call that will not run. */
export const refuseCalls: Rule = ({ calls }) => {
  const drafts = calls.list.flatMap((call): Draft[] => {
    if (call.phase !== 'rejected' || !call.refusal) return []
    return [{ type: 'call.refused', data: { call: call.id, ...call.refusal } }]
  })
  return drafts.length > 0 ? drafts : undefined
}
