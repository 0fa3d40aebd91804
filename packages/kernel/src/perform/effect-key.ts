import type { IntentEvent } from '../events/intent.ts'
import type { Session } from '../log/session.ts'

/** Names one effect for ever, whoever performs it: the session that wrote the intent, and its seq. */
export const effectKey = (session: Session, intent: IntentEvent): string =>
  `${session.id}/${intent.seq}`
