import { evolve, initialState } from '@harness/kernel'
import { TraceFold } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import type { SessionExport } from './export-session.ts'
import { exportOf } from './export-of.ts'
import { readSession, type SessionPlace } from './read-session.ts'

export async function exported(id: string, place: SessionPlace): Promise<SessionExport> {
  const fold = new TraceFold()
  let state = initialState
  for await (const event of readSession(id, place)) {
    fold.take(event)
    state = evolve(state, event)
  }
  if (state.seq > 0) return exportOf(fold.trace, state)
  throw new SdkError('unknown_session', `Session ${id} is empty: there is nothing to export.`)
}
