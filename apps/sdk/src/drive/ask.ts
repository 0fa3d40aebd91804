import type { Json, Question } from '@harness/kernel'
import type { AlwaysLayer, AlwaysPlace } from '../always/always-layer.ts'

/** A call that waits for a person. */
export interface Ask {
  /** The session whose call it is: the run's, or that of a subagent. */
  sessionId: string
  /** The call, as the stream names it within its session. */
  callId: string
  tool: string
  input: Json
  /** What will happen, for a person to judge: a diff, the command. */
  preview: string | null
  /** Why it is asked. */
  reason: string | null
  /**
   * Rules by which it would not be asked about again, as text: exactly this, and nothing that they do not say. Empty where
   * it can only be allowed once.
   */
  suggestions: readonly string[]
  /** Where they may be kept, the narrowest first; empty where there are none. */
  places: readonly AlwaysPlace[]
  /** Where it is a question and not a permission: allow it with an `answer`. */
  question: Question | null
  /** The role of the subagent that asks; null for the run itself. */
  agent: string | null
  /** Fires when the answer is no longer wanted: cancelled, or answered by another process. */
  signal: AbortSignal
}

/** What a person says to an ask. */
export interface AskAnswer {
  decision: 'allow' | 'deny'
  /**
   * Allowed from now on: the ask's suggestions are kept there. Where that is not possible the call is allowed once, and
   * `onNotice` is told why.
   */
  always?: AlwaysLayer
  /**
   * Allows this input instead of the model's. It is looked at anew; what is denied then is denied. Not for a question, and
   * kept for no other call: `always` is let be.
   */
  input?: Json
  /** For the model, when it is denied. */
  reason?: string
  /** What is said to a question. */
  answer?: string
}
