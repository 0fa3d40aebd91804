import type { CallId } from '../events/call.ts'
import type { HookAnswer, HookEvent } from '../events/hook.ts'
import type { Json } from '../events/json.ts'

interface OfCall {
  tool: string
  call: CallId
  /** As the tool is given it. */
  input: Json
}

/** What hooks are told of. */
export type HookOccasion =
  | { event: 'SessionStart'; source: 'startup' | 'resume' | 'fork' }
  | { event: 'SessionEnd'; reason: string }
  | { event: 'UserPromptSubmit'; prompt: string }
  | ({ event: 'PreToolUse' } & OfCall)
  /** A person is about to be asked, because of `reason`. */
  | ({ event: 'PermissionRequest'; reason?: string } & OfCall)
  /** `output`: what the model reads of it. */
  | ({ event: 'PostToolUse'; output: string } & OfCall)
  | ({ event: 'PostToolUseFailure'; output: string } & OfCall)
  /** `again`: a hook kept this run from ending before; `reply`: the model's last words. */
  | { event: 'Stop' | 'SubagentStop'; again: boolean; reply: string }
  | { event: 'PreCompact'; reason: 'window' | 'overflow' | 'asked'; focus?: string }
  | { event: 'Notification'; kind: string; message: string }

export interface HookContext {
  signal: AbortSignal
  session: string
  /** The folder the session works in, an absolute real path; null where it has none. */
  workspace: string | null
  /** The permission mode. */
  mode: string
  /** Whether an earlier process may have told them of the same: it died. */
  recovering: boolean
}

/** Programs or functions of a person's own that are told what happens, and may have a say in it. */
export interface Hooks {
  /** The events that have hooks: recorded with the session's configuration. */
  readonly events: readonly HookEvent[]
  /**
   * Asks every hook that the occasion concerns, and answers for each. What a hook does wrong is an answer that has
   * `failed`; where its say counts it is a `deny`. Rejects only with the signal's reason.
   */
  run(occasion: HookOccasion, context: HookContext): Promise<readonly HookAnswer[]>
}
