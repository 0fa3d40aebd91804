import type { Draft } from '../events/event.ts'
import type { CallState } from '../state/calls.ts'
import { isUnclear, mustWait } from '../state/order.ts'
import { reserve } from './reserve.ts'
import type { Rule, Situation } from './rule.ts'

/**
 * Allowed calls act, all at once; those that may change what another one uses in the model's order. A subagent takes its
 * share of the budget with it, so those start one after the other.
 */
export const startCalls: Rule = (situation) => {
  const { calls } = situation
  const ready = calls.list.filter(
    (call) => call.phase === 'allowed' && !mustWait(calls, call) && !isUnclear(calls, call),
  )
  const subagent = isCrowded(situation) ? undefined : ready.find(isSubagent)
  const drafts = ready
    .filter((call) => call === subagent || !isSubagent(call))
    .flatMap((call) => start(call, situation))
  return drafts.length > 0 ? drafts : undefined
}

/** More at once than a machine, or a server's limits, would bear: the others wait for one to end. */
const isCrowded = ({ open }: Situation): boolean =>
  open.filter((one) => one.type === 'task.started' && one.data.spec.kind === 'subagent').length >= 8

const isSubagent = ({ prepared }: CallState) => prepared?.task?.kind === 'subagent'

function start(call: CallState, situation: Situation): Draft[] {
  const { prepared } = call
  if (!prepared) return []
  const { task, execution = 'inline' } = prepared
  if (!task) {
    const data = { call: call.id, effect: prepared.effect, attempt: call.attempts + 1 }
    return [{ type: 'tool.started', data }]
  }
  const spec = task.kind === 'subagent' ? reserve(task, call, situation) : task
  if (!spec) return [{ type: 'call.refused', data: { call: call.id, code: 'limit', message } }]
  return [{ type: 'task.started', data: { call: call.id, tool: call.name, spec, execution } }]
}

const message = 'Not started: this run has too little budget left for a subagent.'
