import type { Access, Decision, Prepared } from '@harness/kernel'

/**
 * What a mode says where no rule speaks. `looking`: a command that is known to only read. `outside`: reading, changing,
 * running a command beyond the workspace.
 */
type Row = Readonly<Record<Access | 'looking', Decision>> & {
  readonly outside: Readonly<Record<'read' | 'edit' | 'command', Decision>>
}

const nothing = { none: 'allow', read: 'allow' } as const

/**
 * | mode | read | edit | command that only reads | other command | network | read outside | edit outside | command outside |
 * | --- | --- | --- | --- | --- | --- | --- | --- | --- |
 * | `ask` | allow | ask | allow | ask | ask | ask | ask | ask |
 * | `acceptEdits` | allow | allow | allow | ask | ask | ask | ask | ask |
 * | `plan` | allow | deny | allow | deny | ask | ask | deny | deny |
 * | `auto` | allow | allow | allow | deny | ask | ask | ask | deny |
 * | `trust` | allow | allow | allow | allow | allow | allow | ask | ask |
 * | `deny` | allow | deny | deny | deny | deny | deny | deny | deny |
 * | `bypassPermissions` | allow | allow | allow | allow | allow | allow | allow | allow |
 *
 * `auto` runs other commands in a sandbox: without one it denies them.
 */
const table = {
  ask: {
    ...nothing,
    edit: 'ask',
    looking: 'allow',
    command: 'ask',
    network: 'ask',
    outside: { read: 'ask', edit: 'ask', command: 'ask' },
  },
  acceptEdits: {
    ...nothing,
    edit: 'allow',
    looking: 'allow',
    command: 'ask',
    network: 'ask',
    outside: { read: 'ask', edit: 'ask', command: 'ask' },
  },
  plan: {
    ...nothing,
    edit: 'deny',
    looking: 'allow',
    command: 'deny',
    network: 'ask',
    outside: { read: 'ask', edit: 'deny', command: 'deny' },
  },
  auto: {
    ...nothing,
    edit: 'allow',
    looking: 'allow',
    command: 'deny',
    network: 'ask',
    outside: { read: 'ask', edit: 'ask', command: 'deny' },
  },
  trust: {
    ...nothing,
    edit: 'allow',
    looking: 'allow',
    command: 'allow',
    network: 'allow',
    outside: { read: 'allow', edit: 'ask', command: 'ask' },
  },
  deny: {
    ...nothing,
    edit: 'deny',
    looking: 'deny',
    command: 'deny',
    network: 'deny',
    outside: { read: 'deny', edit: 'deny', command: 'deny' },
  },
  bypassPermissions: {
    ...nothing,
    edit: 'allow',
    looking: 'allow',
    command: 'allow',
    network: 'allow',
    outside: { read: 'allow', edit: 'allow', command: 'allow' },
  },
} as const satisfies Record<string, Row>

export type Mode = keyof typeof table

/** The modes there are, the most careful default first. */
export const modes = [
  'ask',
  'acceptEdits',
  'plan',
  'auto',
  'trust',
  'deny',
  'bypassPermissions',
] as const satisfies readonly Mode[]

export const isMode = (name: string): name is Mode => Object.hasOwn(table, name)

const rowOf = (mode: string): Row => table[isMode(mode) ? mode : 'deny']

/** What a mode says of a call. A mode nobody knows is the strictest one. */
export function decideByMode(mode: string, { access, outside }: Prepared): Decision {
  const row = rowOf(mode)
  const reaches = access === 'read' || access === 'edit' || access === 'command'
  return outside && reaches ? row.outside[access] : row[access]
}

/** What it says of a file of the workspace that holds secrets: what it says of reading outside, and of the call itself. */
export function decideSecret(mode: string, prepared: Prepared): Decision {
  const both = [decideByMode(mode, prepared), rowOf(mode).outside.read]
  return both.find((one) => one === 'deny') ?? both.find((one) => one === 'ask') ?? 'allow'
}

/** What it says of a command that is known to only read; `outside`: in a folder beyond the workspace. */
export function decideLooking(mode: string, outside: boolean): Decision {
  const { looking, outside: beyond } = rowOf(mode)
  return outside && looking === 'allow' ? beyond.read : looking
}
