import { KernelError, type SessionReader } from '@harness/kernel'
import { attachSubagents, TraceFold, withoutContent, type Trace } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { knownReader } from '../session/known.ts'
import { noEvent } from '../session/no-event.ts'
import { openStore, type Store } from '../session/open-store.ts'
import type { TraceOptions } from './read-trace.ts'

export async function gatherTrace(
  id: string,
  { at, subagents = true, content = true, ...place }: TraceOptions,
): Promise<Trace> {
  const store = await openStore(place)
  const reader = await knownReader(store, id)
  const trace = await traceIn(reader, { at, content })
  if (trace.last.seq === 0) {
    throw new SdkError('unknown_session', `Session ${reader.id} is empty: nothing happened in it.`)
  }
  if (at !== undefined && trace.last.seq < at && trace.damage === null) {
    throw noEvent(reader.id, { seq: at, last: trace.last.seq })
  }
  const until = at === undefined ? Infinity : trace.last.at
  if (subagents) {
    await attachSubagents(trace, (session) => traceOfChild(store, session, { content, until }))
  }
  return trace
}

interface Reading {
  at?: number | undefined
  content: boolean
  /** What came later, in milliseconds since 1970, is left out: two logs have no other order than their writers' clocks. */
  until?: number
}

async function traceIn(
  reader: SessionReader,
  { at, content, until = Infinity }: Reading,
): Promise<Trace> {
  const fold = new TraceFold()
  try {
    for await (const event of reader.read(1)) {
      if (event.at > until) break
      fold.take(content ? event : withoutContent(event))
      if (event.seq === at) break
    }
  } catch (error) {
    if (!isDamage(error) || fold.trace.last.seq === 0) throw error
    fold.trace.damage = error.message
  }
  return fold.trace
}

/** Undefined where it never began, is gone, or nothing of it can be read. */
async function traceOfChild(
  { sessions }: Store,
  session: string,
  reading: Reading,
): Promise<Trace | undefined> {
  try {
    const trace = await traceIn(await sessions.reader(session), reading)
    return trace.last.seq === 0 ? undefined : trace
  } catch (error) {
    if (isDamage(error)) return undefined
    if (error instanceof KernelError && error.code === 'session_not_found') return undefined
    throw error
  }
}

const isDamage = (error: unknown): error is KernelError =>
  error instanceof KernelError && error.code === 'session_damaged'
