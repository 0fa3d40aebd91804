import type { Flag } from './flags.ts'
import { exportFlags } from './session-flags.ts'

type Flags = Readonly<Record<string, Flag>>

const { output, force } = exportFlags

/** Where a page goes. */
export const pageFlags = { output, force } as const satisfies Flags
