import type { SubagentSpec } from '../events/task.ts'
import type { CallState } from '../state/calls.ts'
import { budgetLeft } from './budget-left.ts'
import type { Situation } from './rule.ts'

/** With fewer no model could even be told what to do. */
const leastTokens = 1000

/**
 * Bounds a subagent by what is left of its parent's run: the calls of the turn that may still start one, and the run
 * itself, have an equal share each. Undefined when there is too little left to share.
 */
export function reserve(
  spec: SubagentSpec,
  call: CallState,
  situation: Situation,
): SubagentSpec | undefined {
  const left = budgetLeft(situation)
  const shares = situation.calls.list.filter((one) => mayStart(one, call)).length + 1
  const tokens = Math.min(spec.limits.maxTokens ?? Infinity, Math.floor(left.tokens / shares))
  const cost = Math.min(spec.limits.maxCost ?? Infinity, left.cost / shares)
  if (tokens < leastTokens || cost <= 0) return undefined
  return {
    ...spec,
    limits: {
      ...spec.limits,
      ...(tokens < Infinity && { maxTokens: tokens }),
      ...(cost < Infinity && { maxCost: cost }),
    },
  }
}

const mayStart = ({ name, phase }: CallState, call: CallState) =>
  name === call.name && phase !== 'running' && phase !== 'settled' && phase !== 'rejected'
