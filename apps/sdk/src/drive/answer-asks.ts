// The one answerer of a run: every ask that is open or opens is answered, by the person or, without one, by the policy.
import { KernelError, type Draft, type EventOf, type Policy, type Session } from '@harness/kernel'
import type { Ask, AskAnswer } from './ask.ts'
import { tellAsk } from './tell-hooks.ts'
import { askedCall } from './asked-call.ts'
import { policyAnswer } from './policy-answer.ts'

export interface Answering {
  /** The person; without one the policy of the moment answers, whenever and by whatever process it was asked. */
  ask: ((ask: Ask) => Promise<AskAnswer>) | undefined
  policy: Policy
  /** The role of the subagent whose session it is. */
  agent?: string
  /** Called with what breaks the session. */
  broken(error: unknown): void
}

/** An answer, and who gave it. */
export interface Answered extends AskAnswer {
  by: string
}

type Opened = EventOf<'ask.opened'>

/**
 * Answers every open ask of a session and records it, until the answered function is called; that one resolves when
 * nothing is being written any more.
 */
export function answerAsks(session: Session, answering: Answering): () => Promise<void> {
  const asked = new Map<number, AbortController>()
  const consider = () => {
    const open = session.state.open.filter((intent) => intent.type === 'ask.opened')
    for (const [seq, controller] of asked) {
      if (open.some((one) => one.seq === seq)) continue
      controller.abort('withdrawn')
      asked.delete(seq)
    }
    for (const intent of open) {
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
  const { ask, policy, agent = null } = answering
  if (ask)
    await tellAsk(session, `Somebody has to answer: ${askedCall(session.state, intent).tool}`)
  const { decision, by, reason, answer } = ask
    ? { ...(await answerOf(ask, { ...describe(session, open), agent })), by: 'person' }
    : await policyAnswer(session.state, intent, policy)
  const draft: Draft = {
    type: 'ask.settled',
    cause: intent.seq,
    data: {
      kind: 'answered',
      decision,
      by,
      ...(reason ? { reason } : {}),
      ...(answer === undefined ? {} : { answer }),
    },
  }
  await session.append((state) =>
    !signal.aborted && state.open.some((one) => one.seq === intent.seq) ? [draft] : undefined,
  )
}

/** A callback that breaks, breaks closed. */
async function answerOf(ask: NonNullable<Answering['ask']>, question: Ask): Promise<AskAnswer> {
  try {
    return await ask(question)
  } catch (error) {
    if (error instanceof KernelError) throw error
    const why = error instanceof Error ? error.message : String(error)
    return { decision: 'deny', reason: `The permission callback failed: ${why}` }
  }
}

function describe(session: Session, { intent, signal }: Open): Omit<Ask, 'agent'> {
  const { preview = null, reason = null, question = null } = intent.data
  const call = askedCall(session.state, intent)
  return { sessionId: session.id, ...call, preview, reason, question, signal }
}
