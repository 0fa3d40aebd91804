// Ids are hashes of what a span is of: whoever exports a session again makes the same trace, and nothing twice.
import { sha256 } from '@harness/kernel'

/** Of a root session and its subagents. */
export const traceIdOf = (rootSession: string): string => hex(`trace ${rootSession}`, 16)

/** `what` names the span in its session: its kind, and the seq of its event. */
export const spanIdOf = (session: string, what: string): string => hex(`span ${session} ${what}`, 8)

/** The span that stands for a session. */
export const sessionSpanIdOf = (session: string): string => spanIdOf(session, 'session')

const hex = (text: string, bytes: number): string =>
  sha256(new TextEncoder().encode(text)).slice(0, bytes * 2)
