import type { Access, Decision, Prepared } from '@harness/kernel'

/** What a mode says where no rule speaks. `outside`: reading, changing, running a command beyond the workspace. */
type Row = Readonly<Record<Access, Decision>> & {
  readonly outside: Readonly<Record<'read' | 'edit' | 'command', Decision>>
}

const nothing = { none: 'allow', read: 'allow' } as const

/**
 * | mode | read | edit | command | network | read outside | edit outside | command outside |
 * | --- | --- | --- | --- | --- | --- | --- | --- |
 * | `ask` | allow | ask | ask | ask | ask | ask | ask |
 * | `trust` | allow | allow | allow | allow | allow | ask | ask |
 * | `deny` | allow | deny | deny | deny | deny | deny | deny |
 * | `bypassPermissions` | allow | allow | allow | allow | allow | allow | allow |
 */
const table = {
  ask: {
    ...nothing,
    edit: 'ask',
    command: 'ask',
    network: 'ask',
    outside: { read: 'ask', edit: 'ask', command: 'ask' },
  },
  trust: {
    ...nothing,
    edit: 'allow',
    command: 'allow',
    network: 'allow',
    outside: { read: 'allow', edit: 'ask', command: 'ask' },
  },
  deny: {
    ...nothing,
    edit: 'deny',
    command: 'deny',
    network: 'deny',
    outside: { read: 'deny', edit: 'deny', command: 'deny' },
  },
  bypassPermissions: {
    ...nothing,
    edit: 'allow',
    command: 'allow',
    network: 'allow',
    outside: { read: 'allow', edit: 'allow', command: 'allow' },
  },
} as const satisfies Record<string, Row>

export type Mode = keyof typeof table

/** The modes there are, the most careful default first. */
export const modes = [
  'ask',
  'trust',
  'deny',
  'bypassPermissions',
] as const satisfies readonly Mode[]

export const isMode = (name: string): name is Mode => Object.hasOwn(table, name)

/** What a mode says of a call. A mode nobody knows is the strictest one. */
export function decideByMode(mode: string, { access, outside }: Prepared): Decision {
  const row = table[isMode(mode) ? mode : 'deny']
  const reaches = access === 'read' || access === 'edit' || access === 'command'
  return outside && reaches ? row.outside[access] : row[access]
}
