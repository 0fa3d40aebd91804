import type { Draft } from '../events/event.ts'
import type { Rule } from './rule.ts'

/** Hooks hear at once of what was said and what was done; nothing new is shown to the model before they have answered. */
export const tellHooks: Rule = ({ hooks }) =>
  hooks.due.length > 0
    ? hooks.due.map((data): Draft => ({ type: 'hook.started', data }))
    : undefined
