import { KernelError, type Sessions } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { attachSubagents, TraceFold, type Trace } from '@harness/traces'

/**
 * The trace of a session that stands in `home`, with its subagents. Takes no lock and changes nothing. Null where there is
 * no such session, or nothing happened in it; a damaged log is read up to its damage, which the trace names.
 */
export async function readAttempt(home: string, session: string): Promise<Trace | null> {
  const sessions = fileSessions({ home })
  const trace = await traceIn(sessions, session)
  if (trace) await attachSubagents(trace, (child) => traceIn(sessions, child))
  return trace ?? null
}

async function traceIn(sessions: Sessions, id: string): Promise<Trace | undefined> {
  const fold = new TraceFold()
  try {
    const reader = await sessions.reader(id)
    for await (const event of reader.read(1)) fold.take(event)
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    if (error.code === 'session_not_found') return undefined
    if (error.code !== 'session_damaged') throw error
    if (fold.trace.last.seq > 0) fold.trace.damage = error.message
  }
  return fold.trace.last.seq === 0 ? undefined : fold.trace
}
