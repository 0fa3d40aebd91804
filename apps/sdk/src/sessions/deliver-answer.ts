import { evolve, initialState, type Post, type State } from '@harness/kernel'
import type { AskAnswer } from '../drive/ask.ts'
import { askedCall } from '../drive/asked-call.ts'
import { SdkError } from '../sdk-error.ts'
import { deliver } from './deliver.ts'
import type { PostedAnswer } from './post-answer.ts'
import { readSession, type SessionPlace } from './read-session.ts'

/** Reads what is asked, and posts one answer to each. */
export async function deliverAnswer(
  id: string,
  { decision, reason, answer }: AskAnswer,
  place: SessionPlace,
): Promise<PostedAnswer> {
  let state: State = initialState
  for await (const event of readSession(id, place)) state = evolve(state, event)
  const asks = state.open
    .filter((intent) => intent.type === 'ask.opened')
    .filter(
      ({ data }) => decision === 'deny' || (data.question !== undefined) === (answer !== undefined),
    )
  if (asks.length === 0) {
    throw new SdkError('nothing_asked', nothingAsked(id, state), { session: id })
  }
  const drafts = asks.map((ask): Post['draft'] => ({
    type: 'ask.settled',
    cause: ask.seq,
    data: {
      kind: 'answered',
      decision,
      by: 'person',
      ...(reason ? { reason } : {}),
      ...(answer !== undefined && { answer }),
    },
  }))
  const posted = await deliver(id, drafts, place)
  return { posted, calls: asks.map((ask) => askedCall(state, ask)) }
}

function nothingAsked(id: string, { open }: State): string {
  const ask = open.find((intent) => intent.type === 'ask.opened')
  if (!ask) return `Session ${id} asks nothing now.${childrenOf(id, open)}`
  return ask.data.question
    ? `Session ${id} asks a question, not for permission: say something, or deny it.`
    : `Session ${id} asks for permission, not a question: allow or deny it.`
}

/** A subagent is a session of its own, and asks as such. */
function childrenOf(id: string, open: State['open']): string {
  const names = open.flatMap((intent) =>
    intent.type === 'task.started' && intent.data.spec.kind === 'subagent'
      ? [`${id}.${intent.seq}`]
      : [],
  )
  return names.length === 0 ? '' : ` A subagent of it may: ${names.join(', ')}.`
}
