import { KernelError, type Event, type Hash, type SessionReader } from '@harness/kernel'
import type { Trace } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { known } from '../session/known.ts'
import { openStore } from '../session/open-store.ts'
import type { SessionPlace } from '../sessions/read-session.ts'

/** A session's trace with those of its subagents, and the texts of the artifacts that their configurations name. */
export interface WholeTrace {
  trace: Trace
  texts: ReadonlyMap<Hash, string>
}

export async function wholeTrace(piece: string, place: SessionPlace): Promise<WholeTrace> {
  const { attachSubagents, traceOf } = await import('@harness/traces')
  const store = await openStore(place)
  const texts = new Map<Hash, string>()
  const traceFrom = async (reader: SessionReader): Promise<Trace> => {
    const events: Event[] = []
    for await (const event of reader.read(1)) events.push(event)
    await addTexts(texts, reader, events)
    return traceOf(events)
  }
  const trace = await traceFrom(await known(store, piece, (whole) => store.sessions.reader(whole)))
  if (trace.last.seq === 0) {
    throw new SdkError('unknown_session', `Session ${piece} is empty: there is nothing to export.`)
  }
  await attachSubagents(trace, async (child) => {
    const reader = await store.sessions.reader(child).catch((error: unknown) => {
      if (error instanceof KernelError && error.code === 'session_not_found') return undefined
      throw error
    })
    return reader && traceFrom(reader)
  })
  return { trace, texts }
}

async function addTexts(
  texts: Map<Hash, string>,
  { artifacts }: SessionReader,
  events: readonly Event[],
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'session.configured') continue
    for (const hash of [event.data.system, event.data.toolset]) {
      const bytes = texts.has(hash) ? undefined : await artifacts.get(hash)
      if (bytes) texts.set(hash, new TextDecoder().decode(bytes))
    }
  }
}
