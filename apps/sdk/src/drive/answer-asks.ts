// The one answerer of a run: every ask that is open or opens is answered, by the person or, without one, by the policy.
import {
  Json,
  KernelError,
  type Draft,
  type EventOf,
  type Policy,
  type Session,
} from '@harness/kernel'
import type { Always, Keeper } from '../always/keeper.ts'
import { SdkError } from '../sdk-error.ts'
import type { Ask, AskAnswer } from './ask.ts'
import { tellAsk } from './tell-hooks.ts'
import { askedCall } from './asked-call.ts'
import { askProgram, type Gate } from './ask-program.ts'
import { policyAnswer } from './policy-answer.ts'

export interface Answering {
  /** The person; without one the policy of the moment answers, whenever and by whatever process it was asked. */
  ask: ((ask: Ask) => Promise<AskAnswer>) | undefined
  /** The program, which is asked before; not what the model wants to know. */
  gate: Gate | undefined
  policy: Policy
  /** Keeps what is allowed for good. */
  keeper: Keeper
  /** Told what was not kept. */
  onNotice: ((text: string) => void) | undefined
  /** The role of the subagent whose session it is. */
  agent?: string
  /** Called with what breaks the session. */
  broken(error: unknown): void
}

/** An answer, and who gave it. */
export interface Answered extends AskAnswer {
  by: string
  /** Nobody said yes to it, the mode alone did. */
  confined?: true
}

type Opened = EventOf<'ask.opened'>

/**
 * Answers every open ask of a session and records it, until the answered function is called; that one resolves when
 * nothing is being written any more.
 */
export function answerAsks(session: Session, answering: Answering): () => Promise<void> {
  const asked = new Map<number, AbortController>()
  let { granted } = session.state
  const consider = () => {
    const open = session.state.open.filter((intent) => intent.type === 'ask.opened')
    for (const [seq, controller] of asked) {
      if (open.some((one) => one.seq === seq)) continue
      controller.abort('withdrawn')
      asked.delete(seq)
    }
    // One answer may be that to others.
    const isMore = session.state.granted !== granted
    granted = session.state.granted
    for (const intent of open) {
      if (isMore) settleByRules(session, answering, intent).catch(answering.broken)
      if (asked.has(intent.seq)) continue
      const controller = new AbortController()
      asked.set(intent.seq, controller)
      settle(session, answering, { intent, signal: controller.signal }).catch(answering.broken)
    }
  }
  const stop = session.onAppend(consider)
  consider()
  return async () => {
    stop()
    for (const controller of asked.values()) controller.abort('withdrawn')
    await session.append(() => undefined)
  }
}

interface Open {
  intent: Opened
  signal: AbortSignal
}

async function settle(session: Session, answering: Answering, open: Open): Promise<void> {
  const { intent, signal } = open
  const given = await answerTo(session, open, answering)
  // Nothing is kept of an answer that comes too late.
  if (signal.aborted) return
  const always = await alwaysOf(given, { session, open, answering })
  const { decision, by, reason, answer, input, confined } = given
  const draft: Draft = {
    type: 'ask.settled',
    cause: intent.seq,
    data: {
      kind: 'answered',
      decision,
      by,
      ...(reason ? { reason } : {}),
      ...(answer === undefined ? {} : { answer }),
      ...(decision === 'deny' || input === undefined || intent.data.question ? {} : { input }),
      ...(always && { always }),
      ...(confined && { confined }),
    },
  }
  await session.append((state) =>
    !signal.aborted && state.open.some((one) => one.seq === intent.seq) ? [draft] : undefined,
  )
}

/** The program, else the person, else the policy. */
async function answerTo(
  session: Session,
  open: Open,
  { ask, gate, policy, keeper, agent }: Answering,
): Promise<Answered> {
  const { intent } = open
  const described: Ask = { ...describe(session, open, keeper), agent: agent ?? null }
  const decided = gate && !intent.data.question ? await askProgram(gate, described) : undefined
  if (decided) return decided
  if (!ask) return policyAnswer(session.state, intent, policy)
  await tellAsk(session, described.tool)
  return { ...(await answerOf(ask, described)), by: 'person' }
}

interface Keeping {
  session: Session
  open: Open
  answering: Answering
}

/** Keeps what is allowed for good; where that is not possible, it is allowed this once. */
async function alwaysOf(
  { decision, always, input }: AskAnswer,
  { session, open, answering: { keeper, onNotice } }: Keeping,
): Promise<Always | undefined> {
  if (decision !== 'allow' || always === undefined || input !== undefined) return undefined
  const { suggestions = [] } = open.intent.data
  if (suggestions.length === 0) {
    onNotice?.('Allowed once: no rule says just this.')
    return undefined
  }
  try {
    return await keeper.keep(always, suggestions, session.state.identity.workspace)
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    onNotice?.(`Allowed once. ${error.message}`)
    return undefined
  }
}

/** What rules allow by now is asked about no longer. */
async function settleByRules(
  session: Session,
  { policy }: Answering,
  intent: Opened,
): Promise<void> {
  if (intent.data.question) return
  const { decision, by, confined } = await policyAnswer(session.state, intent, policy)
  if (decision !== 'allow') return
  const data = { kind: 'answered', decision, by, ...(confined && { confined }) } as const
  await session.append((state) =>
    state.open.some((one) => one.seq === intent.seq)
      ? [{ type: 'ask.settled', cause: intent.seq, data }]
      : undefined,
  )
}

/** A callback that breaks, breaks closed. */
async function answerOf(ask: NonNullable<Answering['ask']>, question: Ask): Promise<AskAnswer> {
  try {
    const { decision, input, ...given } = await ask(question)
    if (decision !== 'allow' && decision !== 'deny') throw new Error('it neither allows nor denies')
    return { ...given, decision, ...(input !== undefined && { input: Json.parse(input) }) }
  } catch (error) {
    if (error instanceof KernelError) throw error
    const why = error instanceof Error ? error.message : String(error)
    return { decision: 'deny', reason: `The permission callback failed: ${why}` }
  }
}

function describe(session: Session, { intent, signal }: Open, keeper: Keeper): Omit<Ask, 'agent'> {
  const { preview = null, reason = null, question = null, suggestions = [] } = intent.data
  const { state } = session
  const places = suggestions.length === 0 ? [] : keeper.places(state.identity.workspace)
  const more = { preview, reason, suggestions, places, question }
  return { sessionId: session.id, ...askedCall(state, intent), ...more, signal }
}
