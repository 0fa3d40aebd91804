import type { HookEvent } from '@harness/kernel'
import type { HookInput } from './hook-input.ts'
import type { HookOutput } from './hook-output.ts'

export interface HookRun {
  /** Fires when the answer is no longer wanted, or the time is over: the hook ends what it began. */
  signal: AbortSignal
}

/** One program or function that is told of an event. */
export interface Hook {
  event: HookEvent
  /** For a person: its command, or the function's name. */
  name: string
  /** What it concerns, see `matchesHook`. Default: everything. */
  matcher?: string
  /** Seconds. Default: 60. */
  timeout?: number
  /** False: where it breaks, that denies nothing. Default: true. */
  blocking?: boolean
  /** Rejects where it breaks. */
  run(input: HookInput, options: HookRun): Promise<HookOutput>
}
