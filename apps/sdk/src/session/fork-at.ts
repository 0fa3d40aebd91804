import { KernelError, type SessionStore } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Store } from './open-store.ts'
import { withFreshId } from './with-fresh-id.ts'

/** Makes a session of another's events up to one, and takes it. Rejects with `invalid_option` where there is no such event. */
export async function forkAt(
  { sessions }: Store,
  id: string,
  at: number | 'head' = 'head',
): Promise<SessionStore> {
  try {
    return await withFreshId((fresh) => sessions.fork(id, at, fresh))
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'invariant') throw error
    throw new SdkError('invalid_option', error.message, { cause: error, session: id })
  }
}
