import { jsonFlags, type Flag } from './flags.ts'

/** What of a session is shown. */
export const showFlags = {
  conversation: { type: 'boolean', about: 'show: what the model sees, not what happened' },
  at: { type: 'string', value: 'SEQ', about: 'show: as it stood behind this event' },
  ...jsonFlags,
} as const satisfies Readonly<Record<string, Flag>>
