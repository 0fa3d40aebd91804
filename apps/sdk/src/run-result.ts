import type { Json, RunEnd, UsageView } from '@harness/kernel'

/** One tool call of a run, in the order they began. */
export interface RunCall {
  callId: string
  tool: string
  input: Json
  /** What the model read of it; empty while it runs in the background. */
  output: string
  /** Why it failed or did not run; null when it worked. */
  error: string | null
}

/** A call that was not allowed. */
export interface RunDenial {
  callId: string
  tool: string
  /** The rule that decided, or who answered. */
  rule: string
  reason: string | null
}

/** What became of a run. */
export interface RunResult {
  sessionId: string
  /** `provider/name` of the model that was asked. */
  model: string
  /** What the model said last: the text of its last reply, or of the tool by which it ended the run. */
  text: string
  /** With `outputSchema`: that text as JSON. Null without one, and when the model did not keep to it: `errors` says so. */
  output: Json
  /** `done` as far as can be told: a model that must say so by a tool stopped without it, also after a reminder. */
  unconfirmed: boolean
  /**
   * `done`; `denied`: the last turn with calls had one denied; `failed` and `stuck` say why in `message`; `limit` names
   * it in `limit`; `cancelled`; `stopped` by the signal, to be resumed; `idle`: there was nothing to do.
   */
  reason: Extract<RunEnd, { kind: 'finished' }>['reason'] | 'stopped' | 'idle'
  limit: 'turns' | 'tokens' | 'cost' | 'time' | null
  message: string | null
  /** Replies of the model. */
  turns: number
  calls: RunCall[]
  denied: RunDenial[]
  /** Whether more was begun than reading and thinking: done once more, it may be done twice. */
  hasActed: boolean
  /** What went wrong on the way, overcome or not, in order. */
  errors: string[]
  /** Tokens of this run, subagents included. */
  usage: Omit<UsageView, 'cost'>
  /** US dollars of this run; null when a price is unknown. */
  cost: number | null
  /** Tasks that go on in the background. */
  background: { task: number; what: string }[]
  durationMs: number
}
