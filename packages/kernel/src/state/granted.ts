// What people's answers allowed for good. Owns: a rule that a file was given holds until the session is configured anew,
// which reads the files again, so that whoever takes it out there has taken it out; one of the session stays.
import type { Event } from '../events/event.ts'
import type { PermissionRule, Permissions } from '../events/permissions.ts'
import { ruleText } from '../events/rule-text.ts'
import type { State } from './state.ts'

export interface Granted {
  session: readonly PermissionRule[]
  configuration: readonly PermissionRule[]
}

export const noGranted: Granted = { session: [], configuration: [] }

export function evolveGranted(granted: Granted, event: Event): Granted {
  if (event.type === 'session.configured') return { ...granted, configuration: [] }
  if (event.type !== 'ask.settled' || event.data.kind !== 'answered') return granted
  const { always } = event.data
  if (!always) return granted
  const known = granted[always.until]
  const texts = new Set(known.map(ruleText))
  const fresh = always.rules.filter((rule) => !texts.has(ruleText(rule)))
  return { ...granted, [always.until]: [...known, ...fresh] }
}

/** What calls are judged by now: the configuration, and what answers added to it. null before there is one. */
export function permissionsOf({ identity, granted }: State): Permissions | null {
  if (!identity.configuration) return null
  const { permissions } = identity.configuration
  const { session, configuration } = granted
  return { ...permissions, rules: [...permissions.rules, ...session, ...configuration] }
}
