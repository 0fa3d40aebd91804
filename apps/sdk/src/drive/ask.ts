import type { Json, Question } from '@harness/kernel'

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
  /** Where it is a question and not a permission: allow it with an `answer`. */
  question: Question | null
  /** The role of the subagent that asks; null for the run itself. */
  agent: string | null
  /** Fires when the answer is no longer wanted: cancelled, or answered by another process. */
  signal: AbortSignal
}

export interface AskAnswer {
  decision: 'allow' | 'deny'
  /** For the model, when it is denied. */
  reason?: string
  /** What is said to a question. */
  answer?: string
}
