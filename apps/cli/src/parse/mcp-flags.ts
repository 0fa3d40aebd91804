import { configFlags, jsonFlags, type Flag } from './flags.ts'

type Flags = Readonly<Record<string, Flag>>

export const serverLayers = ['user', 'project', 'local'] as const
export const approvals = ['inherit', 'ask', 'never'] as const
export const transports = ['stdio', 'http', 'sse'] as const

/** A server of a configuration. */
export const addServerFlags = {
  to: {
    type: 'string',
    value: 'FILE',
    choices: serverLayers,
    about: 'yours everywhere (the default), .mcp.json, yours in this folder',
  },
  scope: { type: 'string', value: 'FILE', choices: serverLayers, about: 'the same as --to' },
  env: {
    type: 'string',
    short: 'e',
    multiple: true,
    value: 'NAME=VALUE',
    about: "a variable it is given; '${OTHER}' in it is looked up at each start",
  },
  'pass-env': {
    type: 'string',
    multiple: true,
    value: 'NAME',
    about: 'a variable it is given as it is here',
  },
  header: {
    type: 'string',
    short: 'H',
    multiple: true,
    value: "'NAME: VALUE'",
    about: 'sent with each request to its address',
  },
  transport: {
    type: 'string',
    value: 'HOW',
    choices: transports,
    about: 'how it is spoken to; found out unless given',
  },
  cwd: {
    type: 'string',
    value: 'FOLDER',
    of: 'folder',
    about: 'where it is started (the workspace)',
  },
  'timeout-ms': { type: 'string', value: 'N', about: 'milliseconds for an answer (60000)' },
  trusted: { type: 'boolean', about: 'it is believed which of its tools only read' },
  approval: {
    type: 'string',
    value: 'WHEN',
    choices: approvals,
    about: 'whether its tools are asked about: as the mode says, always, never',
  },
  sandbox: { type: 'boolean', about: 'it runs in the sandbox: no network, changes nothing' },
} as const satisfies Flags

export const removeServerFlags = {
  from: { type: 'string', value: 'FILE', choices: serverLayers, about: 'where several have it' },
} as const satisfies Flags

export const loginFlags = {
  ...configFlags,
  'no-browser': { type: 'boolean', about: 'only show the address: open it yourself' },
} as const satisfies Flags

export const serverListFlags = { ...configFlags, ...jsonFlags } as const satisfies Flags
