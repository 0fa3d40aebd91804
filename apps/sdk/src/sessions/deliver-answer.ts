import {
  evolve,
  initialState,
  ruleText,
  type EventOf,
  type Post,
  type State,
} from '@harness/kernel'
import { keeperOf, type Always } from '../always/keeper.ts'
import type { AskAnswer } from '../drive/ask.ts'
import { askedCall } from '../drive/asked-call.ts'
import { homeOf } from '../session/home-of.ts'
import { SdkError } from '../sdk-error.ts'
import { deliver } from './deliver.ts'
import type { PostedAnswer } from './post-answer.ts'
import { readSession, type SessionPlace } from './read-session.ts'

/** Reads what is asked, and posts one answer to each. */
export async function deliverAnswer(
  id: string,
  { decision, reason, answer, always: layer, input }: AskAnswer,
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
  const amended = decision === 'allow' && answer === undefined && input !== undefined
  if (amended && asks.length > 1) {
    const message = `Session ${id} asks about ${asks.length} calls, and an input is for one of them: allow or deny them as they are.`
    throw new SdkError('invalid_option', message, { session: id })
  }
  const mayKeep = decision === 'allow' && !amended
  const kept = mayKeep ? await keptFor(asks, { layer, state, place }) : []
  const drafts = asks.map((ask, index): Post['draft'] => ({
    type: 'ask.settled',
    cause: ask.seq,
    data: {
      kind: 'answered',
      decision,
      by: 'person',
      ...(reason ? { reason } : {}),
      ...(answer !== undefined && { answer }),
      ...(amended && { input }),
      ...(kept[index] && { always: kept[index] }),
    },
  }))
  const posted = await deliver(id, drafts, place)
  const rules = kept.flatMap((always) => always.rules.map(ruleText))
  return { posted, calls: asks.map((ask) => askedCall(state, ask)), rules: [...new Set(rules)] }
}

interface Keeping {
  layer: AskAnswer['always']
  state: State
  place: SessionPlace
}

/** What is recorded of each ask that is allowed for good; nothing where it is not. */
async function keptFor(
  asks: readonly EventOf<'ask.opened'>[],
  { layer, state: { identity }, place }: Keeping,
): Promise<Always[]> {
  if (layer === undefined) return []
  const once = asks.find(({ data: { suggestions = [] } }) => suggestions.length === 0)
  if (once) {
    const message = `No rule says just what call ${once.data.call} asks: allow it once, or deny it.`
    throw new SdkError('not_kept', message, { session: identity.session })
  }
  const folder = await folderOfRun(identity.session, place)
  const keeper = keeperOf({ home: homeOf(place), folder: folder ?? '' })
  const rules = [...new Set(asks.flatMap(({ data: { suggestions = [] } }) => suggestions))]
  const { until, rules: all } = await keeper.keep(layer, rules, identity.workspace)
  return asks.map(({ data: { suggestions = [] } }) => ({
    until,
    rules: all.filter((rule) => suggestions.includes(ruleText(rule))),
  }))
}

/** Where the run works that a session belongs to: that of a subagent is its parent's. */
async function folderOfRun(id: string, place: SessionPlace): Promise<string | null> {
  for await (const { type, data } of readSession(id, place)) {
    if (type !== 'session.created') continue
    return data.parent === undefined ? (data.workspace ?? null) : folderOfRun(data.parent, place)
  }
  return null
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
