import { jsonFlags, type Flag } from './flags.ts'
import { exportFlags } from './session-flags.ts'

type Flags = Readonly<Record<string, Flag>>

const { output, force } = exportFlags

export const evalCompareFlags = {
  gate: {
    type: 'string',
    multiple: true,
    value: 'CONDITION',
    about: 'exit code 1 unless B holds it: "pass_rate>=0.9"; may be given more than once',
  },
  output: { ...output, about: 'the comparison as Markdown, into this file' },
  force,
  ...jsonFlags,
} as const satisfies Flags

export const evalDashboardFlags = {
  output: { ...output, about: 'the page (dashboard.html in the first folder)' },
  force,
  ...jsonFlags,
} as const satisfies Flags
