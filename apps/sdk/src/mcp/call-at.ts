import type { Session } from '@harness/kernel'
import type { Ask } from '../drive/ask.ts'
import { inputOf } from '../drive/asked-call.ts'

/** The call that is under way since an event, as an ask names it. */
export function callAt(
  session: Session | undefined,
  seq: number,
): Pick<Ask, 'sessionId' | 'callId' | 'tool' | 'input'> | undefined {
  if (!session) return undefined
  const { open, calls } = session.state
  const begun = open.find((intent) => intent.seq === seq)
  if (begun?.type !== 'tool.started') return undefined
  const call = calls.list.find(({ id }) => id === begun.data.call)
  if (!call) return undefined
  const input = inputOf(call.changed ?? call.input)
  return { sessionId: session.id, callId: call.id, tool: call.name, input }
}
