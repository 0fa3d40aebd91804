import type { HookEvent } from '@harness/kernel'
import type { HookInput, HookOutput } from '@harness/permissions'

/**
 * A hook of a program's own: is told what happens, and answers nothing, or what is to become of it. Input and output are
 * those of command hooks. A rejection, and an answer that is none, deny where the hook has a say.
 */
export type HookCallback = (
  input: HookInput,
  /** The call, where it is about one. */
  callId: string | undefined,
  options: { signal: AbortSignal },
) => Promise<HookOutput | undefined | void>

/** Functions, and the tools they concern. */
export interface HookMatcher {
  /** What it concerns: names of tools with `*` in them, separated by `|`. Default: everything. */
  matcher?: string
  /** Seconds. Default: 60. */
  timeout?: number
  hooks: readonly HookCallback[]
}

/** Hooks by event. */
export type HookCallbacks = Readonly<Partial<Record<HookEvent, readonly HookMatcher[]>>>
