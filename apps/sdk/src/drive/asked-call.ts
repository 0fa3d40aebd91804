import type { EventOf, Json, State } from '@harness/kernel'
import type { AnsweredCall } from '../sessions/post-answer.ts'

/** The call an ask or its running is about, with what its tool is given: a hook may have changed that. */
export function askedCall(
  { calls }: State,
  { data: { call: callId } }: EventOf<'ask.opened' | 'tool.started'>,
): AnsweredCall {
  const call = calls.list.find((one) => one.id === callId)
  return { callId, tool: call?.name ?? '', input: inputOf(call?.changed ?? call?.input) }
}

/** Only a call whose input parsed is ever asked about. */
function inputOf(text: string | undefined): Json {
  return text === undefined || text.trim() === '' ? {} : JSON.parse(text)
}
