import { z } from 'zod'
import type { Redactor } from '../ports/redactor.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { SessionStore } from '../ports/sessions.ts'
import { evolve, initialState, type State } from '../state/state.ts'
import { build } from './build.ts'
import { Session } from './session.ts'
import { settleForked } from './settle-forked.ts'

/** A snapshot is only ever read by the build that wrote it. */
const Snapshot = z.custom<State>((value) => typeof value === 'object' && value !== null)

/** Folds a held session's log, from its newest snapshot where there is one. The session is then ready for `run`. */
export async function openSession(
  store: SessionStore,
  options: { runtime: Runtime; redactor?: Redactor },
): Promise<Session> {
  const snapshot = await store.snapshots.load(build)
  let state = snapshot ? Snapshot.parse(snapshot.state) : initialState
  for await (const event of store.events.read(state.seq + 1)) state = evolve(state, event)
  const session = new Session(store, { ...options, build, state, snapshot: snapshot?.seq ?? 0 })
  await settleForked(session)
  return session
}
