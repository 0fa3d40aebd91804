import {
  configFlags,
  inputFlags,
  jsonFlags,
  limitFlags,
  listFlags,
  modelFlags,
  permissionFlags,
  serverFlags,
  type Flag,
} from './flags.ts'

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

/** What a fork is, and whether it goes on. */
export const forkPointFlags = {
  title: { type: 'string', value: 'TEXT', about: 'a name for the new session' },
  run: { type: 'boolean', about: 'go on with what was under way there' },
  'no-restore': { type: 'boolean', about: 'goes on with the files as they are now' },
  force: { type: 'boolean', about: 'puts back also files that somebody else changed since' },
} as const satisfies Flags

const { 'input-format': _, schema: __, ...forkInputFlags } = inputFlags

export { forkInputFlags }

export const forkFlags = {
  ...configFlags,
  ...modelFlags,
  ...permissionFlags,
  ...limitFlags,
  ...forkPointFlags,
  ...forkInputFlags,
  ...serverFlags,
} as const satisfies Flags

export const rewindFlags = {
  'dry-run': { type: 'boolean', about: 'only say what would be done to which file' },
  force: { type: 'boolean', about: 'also files that somebody else changed since' },
  ...jsonFlags,
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
