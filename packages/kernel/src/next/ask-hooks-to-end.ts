import { hasHooks } from '../state/hooks.ts'
import { isDone } from './pending.ts'
import type { Rule } from './rule.ts'

/** Before a run that is done ends, hooks may say what is missing; once after each reply. */
export const askHooksToEnd: Rule = (situation) => {
  const { hooks, identity } = situation
  const event = identity.parent === null ? 'Stop' : 'SubagentStop'
  if (!hasHooks(event, situation) || !isDone(situation)) return undefined
  if (hooks.end.asked || hooks.refused !== null) return undefined
  return [{ type: 'hook.started', data: { event, again: hooks.end.again } }]
}
