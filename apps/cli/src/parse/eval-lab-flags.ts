import { evalPlaceFlags, evalRunFlags } from './eval-flags.ts'
import type { Flag } from './flags.ts'

const { replay: _, ...runFlags } = evalRunFlags
const { output, resume, gate, keep, json } = evalPlaceFlags

/** Which models are put side by side. */
export const labModelFlags = {
  presets: {
    type: 'string',
    value: 'NAME,…',
    of: 'preset',
    about: 'these providers, each with its default model',
  },
  models: {
    type: 'string',
    value: 'PROVIDER/NAME,…',
    of: 'model',
    about: 'these models',
  },
} as const satisfies Readonly<Record<string, Flag>>

export const labPlaceFlags = {
  output: { ...output, about: 'the folder of all the runs (eval-runs/LAB-DATE-TIME)' },
  resume: { ...resume, about: 'go on with the runs in this folder' },
  gate: {
    ...gate,
    about: 'exit code 1 unless it holds for each run: "pass_rate>=0.9"; may be repeated',
  },
  keep,
  json,
} as const satisfies Readonly<Record<string, Flag>>

export const evalLabFlags = {
  ...runFlags,
  ...labModelFlags,
  ...labPlaceFlags,
} as const satisfies Readonly<Record<string, Flag>>
