import { KernelError, type Draft, type EventOf, type Json, type Session } from '@harness/kernel'
import type { Ask, AskAnswer } from './ask.ts'

export interface Answering {
  ask: (ask: Ask) => Promise<AskAnswer>
  /** Called with what breaks the session. */
  broken(error: unknown): void
}

type Opened = EventOf<'ask.opened'>

/** Hands every open ask of a session to a callback and records its answer, until the answered function is called. */
export function answerAsks(session: Session, { ask, broken }: Answering): () => void {
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
      answer(session, { intent, ask, signal: controller.signal }).catch(broken)
    }
  }
  const stop = session.onAppend(consider)
  consider()
  return () => {
    stop()
    for (const controller of asked.values()) controller.abort('withdrawn')
  }
}

interface Asking {
  intent: Opened
  ask: Answering['ask']
  signal: AbortSignal
}

async function answer(session: Session, { intent, ask, signal }: Asking): Promise<void> {
  const { decision, reason } = await answerOf(ask, describe(session, intent, signal))
  if (signal.aborted) return
  const draft: Draft = {
    type: 'ask.settled',
    cause: intent.seq,
    data: { kind: 'answered', decision, by: 'person', ...(reason ? { reason } : {}) },
  }
  await session.append((state) =>
    state.open.some((one) => one.seq === intent.seq) ? [draft] : undefined,
  )
}

/** A callback that breaks, breaks closed. */
async function answerOf(ask: Answering['ask'], question: Ask): Promise<AskAnswer> {
  try {
    return await ask(question)
  } catch (error) {
    if (error instanceof KernelError) throw error
    const why = error instanceof Error ? error.message : String(error)
    return { decision: 'deny', reason: `The permission callback failed: ${why}` }
  }
}

function describe(session: Session, intent: Opened, signal: AbortSignal): Ask {
  const { call: callId, preview = null, reason = null } = intent.data
  const call = session.state.calls.list.find((one) => one.id === callId)
  return { callId, tool: call?.name ?? '', input: inputOf(call?.input), preview, reason, signal }
}

/** Only a call whose input parsed is ever asked about. */
function inputOf(text: string | undefined): Json {
  return text === undefined || text.trim() === '' ? {} : JSON.parse(text)
}
