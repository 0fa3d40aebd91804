import { isDone } from './pending.ts'
import type { Rule } from './rule.ts'

/** Before a run that is done ends, hooks may say what is missing; once after each reply. */
export const askHooksToEnd: Rule = (situation) => {
  const { hooks, configuration, identity } = situation
  const event = identity.parent === null ? 'Stop' : 'SubagentStop'
  if (!configuration.hooks?.includes(event) || !isDone(situation)) return undefined
  if (hooks.end.asked || hooks.refused !== null) return undefined
  return [{ type: 'hook.started', data: { event, again: hooks.end.again } }]
}
