import { KernelError } from '@harness/kernel'
import { attachSubagents, TraceFold, tracePage, type Trace } from '@harness/traces'
import { SdkError } from '../sdk-error.ts'
import { readSession, type SessionPlace } from './read-session.ts'
import type { SessionPageOptions } from './session-page.ts'

export async function* paged(
  id: string,
  { mask, room, ...place }: SessionPageOptions,
): AsyncGenerator<string> {
  const damages: string[] = []
  const trace = await traced(id, place, damages)
  await attachSubagents(trace, (session) => subagent(session, place, damages))
  yield* tracePage(trace, {
    ...(mask && { mask }),
    ...(room !== undefined && { room }),
    ...(damages.length > 0 && { damage: damages.join(' ') }),
  })
}

/** What stands before a damage, if anything does. */
async function traced(id: string, place: SessionPlace, damages: string[]): Promise<Trace> {
  const fold = new TraceFold()
  try {
    for await (const event of readSession(id, place)) fold.take(event)
  } catch (error) {
    if (!isDamage(error) || fold.trace.last.seq === 0) throw error
    damages.push(error.message)
  }
  if (fold.trace.last.seq > 0) return fold.trace
  throw new SdkError('unknown_session', `Session ${id} is empty: there is nothing to show.`)
}

/** Undefined for one that was deleted, or of which nothing can be read. */
async function subagent(
  id: string,
  place: SessionPlace,
  damages: string[],
): Promise<Trace | undefined> {
  try {
    return await traced(id, place, damages)
  } catch (error) {
    if (error instanceof SdkError && error.code === 'unknown_session') return undefined
    if (!isDamage(error)) throw error
    damages.push(error.message)
    return undefined
  }
}

const isDamage = (error: unknown): error is KernelError =>
  error instanceof KernelError && error.code === 'session_damaged'
