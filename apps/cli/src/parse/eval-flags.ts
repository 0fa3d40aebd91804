import {
  configFlags,
  inputFlags,
  jsonFlags,
  modelFlags,
  permissionFlags,
  serverFlags,
} from './flags.ts'
import type { Flag } from './flags.ts'

type Flags = Readonly<Record<string, Flag>>

export const keptWorkspaces = ['all', 'failed', 'none'] as const

const output = {
  type: 'string',
  value: 'FOLDER',
  of: 'folder',
  about: 'the folder of the run (eval-runs/SUITE-DATE-TIME)',
} as const satisfies Flag

/** Which attempts are made, and how. */
export const evalRunningFlags = {
  concurrency: { type: 'string', short: 'j', value: 'N', about: 'attempts at once, at most (4)' },
  repeats: { type: 'string', value: 'N', about: 'of every case, whatever the suite says' },
  case: {
    type: 'string',
    multiple: true,
    value: 'ID',
    about: 'only this case; * stands for any text; may be given more than once',
  },
  tag: {
    type: 'string',
    multiple: true,
    value: 'TAG',
    about: 'only cases with this tag; may be given more than once',
  },
  tries: {
    type: 'string',
    value: 'N',
    about: 'of an attempt that infrastructure breaks (2)',
  },
  'max-cost': { type: 'string', value: 'USD', about: 'US dollars of the whole run' },
} as const satisfies Flags

/** Where a run stands, and what is told of it. */
export const evalPlaceFlags = {
  output,
  resume: {
    type: 'string',
    value: 'FOLDER',
    of: 'folder',
    about: 'go on with the run in this folder',
  },
  replay: {
    type: 'string',
    value: 'FOLDER',
    of: 'folder',
    about: 'the run in this folder once more, from its recording: no model, no command',
  },
  keep: {
    type: 'string',
    value: 'WHICH',
    choices: keptWorkspaces,
    about: 'workspaces that stay: failed (the default), all, none',
  },
  gate: {
    type: 'string',
    multiple: true,
    value: 'CONDITION',
    about: 'exit code 1 unless it holds: "pass_rate>=0.9"; may be given more than once',
  },
  ...jsonFlags,
} as const satisfies Flags

const { config } = configFlags

/** What the agent is that is measured. */
export const evalAgentFlags = {
  agent: inputFlags.agent,
  'system-prompt': inputFlags['system-prompt'],
  'append-system-prompt': inputFlags['append-system-prompt'],
  'context-chars': inputFlags['context-chars'],
  config,
  ...serverFlags,
} as const satisfies Flags

export const evalPermissionFlags = {
  ...permissionFlags,
  'permission-mode': {
    ...permissionFlags['permission-mode'],
    about: 'auto (the default): edits, and commands in the sandbox, go through',
  },
} as const satisfies Flags

export const evalRunFlags = {
  ...modelFlags,
  ...evalPermissionFlags,
  ...evalAgentFlags,
  ...evalRunningFlags,
  ...evalPlaceFlags,
} as const satisfies Flags

export const evalRescoreFlags = {
  output: { ...output, about: 'a folder for the reports; without it nothing is written' },
  ...jsonFlags,
} as const satisfies Flags
