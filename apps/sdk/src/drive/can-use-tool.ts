import type { Json } from '@harness/kernel'
import type { Ask } from './ask.ts'

/** What somebody may decide about. */
export interface ToolCall {
  /** As the stream names it within its session. */
  callId: string
  tool: string
  /** As hooks left it. */
  input: Json
}

/** What else is known of it. */
export type ToolCallContext = Pick<
  Ask,
  'sessionId' | 'agent' | 'preview' | 'reason' | 'suggestions' | 'signal'
>

/** `input`: allowed with this input instead, which is looked at anew; what is denied then is denied. */
export type ToolDecision =
  | 'allow'
  | 'deny'
  | 'ask'
  | { decision: 'allow'; reason?: string; input?: Json }
  | { decision: 'deny' | 'ask'; reason?: string }

/**
 * A program's own word on a call that rules and mode would have a person asked about. `ask` has `onAsk` asked; without one
 * the call is denied. A rejection, an answer that is none and one that comes too late deny. After a crash it may be asked
 * about the same call again.
 */
export type CanUseTool = (
  call: ToolCall,
  context: ToolCallContext,
) => ToolDecision | Promise<ToolDecision>
