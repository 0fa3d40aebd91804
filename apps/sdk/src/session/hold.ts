import { KernelError, type SessionStore } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Store } from './open-store.ts'

/** Takes a session for writing. Rejects with `session_held`, which names who has it. */
export const hold = ({ sessions }: Store, id: string): Promise<SessionStore> =>
  whereFree(id, () => sessions.open(id))

/** Does what wants a session to itself. `advice` follows who has it. */
export async function whereFree<T>(id: string, act: () => Promise<T>, advice = ''): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'session_held') throw error
    throw new SdkError('session_held', error.message + advice, { cause: error, session: id })
  }
}
