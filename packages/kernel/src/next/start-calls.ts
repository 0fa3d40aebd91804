import type { Draft } from '../events/event.ts'
import type { CallState } from '../state/calls.ts'
import { isUnclear, mustWait } from '../state/order.ts'
import type { Rule } from './rule.ts'

/** Allowed calls act, all at once; those that may change what another one uses in the model's order. */
export const startCalls: Rule = ({ calls }) => {
  const drafts = calls.list
    .filter((call) => call.phase === 'allowed' && !mustWait(calls, call) && !isUnclear(calls, call))
    .flatMap(start)
  return drafts.length > 0 ? drafts : undefined
}

function start(call: CallState): Draft[] {
  const { prepared } = call
  if (!prepared) return []
  if (prepared.task) {
    const { task: spec, execution = 'inline' } = prepared
    return [{ type: 'task.started', data: { call: call.id, tool: call.name, spec, execution } }]
  }
  return [
    {
      type: 'tool.started',
      data: { call: call.id, effect: prepared.effect, attempt: call.attempts + 1 },
    },
  ]
}
