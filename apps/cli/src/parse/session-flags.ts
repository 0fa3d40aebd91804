import { jsonFlags, listFlags, type Flag } from './flags.ts'

type Flags = Readonly<Record<string, Flag>>

/** What of a session is shown. */
export const showFlags = {
  conversation: { type: 'boolean', about: 'what the model sees, not what happened' },
  at: { type: 'string', value: 'SEQ', about: 'as it stood behind this event' },
  ...jsonFlags,
} as const satisfies Flags

export const searchFlags = {
  ...listFlags,
  limit: { type: 'string', short: 'n', value: 'N', about: 'at most so many (20)' },
} as const satisfies Flags

export const deleteFlags = {
  yes: { type: 'boolean', short: 'y', about: 'do not ask: needed where nobody can be asked' },
} as const satisfies Flags

export const forkFlags = {
  title: { type: 'string', value: 'TEXT', about: 'a name for the new session' },
} as const satisfies Flags

export const exportFormats = ['markdown', 'json', 'jsonl'] as const

export const exportFlags = {
  format: {
    type: 'string',
    value: 'FORMAT',
    choices: exportFormats,
    about: 'for people (the default); one object; the events, one per line',
  },
  output: { type: 'string', value: 'FILE', of: 'file', about: 'into this file' },
  force: { type: 'boolean', about: 'also when the file is there already' },
} as const satisfies Flags

/** How a session is replayed. */
export const replayFlags = {
  decide: { type: 'boolean', about: 'only: is every decision the one that is taken today?' },
  tape: { type: 'boolean', about: 'only: does playing it come out as it is recorded?' },
  ...jsonFlags,
} as const satisfies Flags
