import type { Session } from '@harness/kernel'
import type { Ask } from '../drive/ask.ts'
import { askedCall } from '../drive/asked-call.ts'

/** The call that is under way since an event, as an ask names it. */
export function callAt(
  session: Session | undefined,
  seq: number,
): Pick<Ask, 'sessionId' | 'callId' | 'tool' | 'input'> | undefined {
  if (!session) return undefined
  const begun = session.state.open.find((intent) => intent.seq === seq)
  if (begun?.type !== 'tool.started') return undefined
  const call = askedCall(session.state, begun)
  return call.tool === '' ? undefined : { sessionId: session.id, ...call }
}
