import { setTimeout as sleep } from 'node:timers/promises'
import { KernelError, type SessionStore } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import type { Store } from './open-store.ts'

/** How long somebody has who holds a session for a moment: whoever posted looks whether anybody runs it. */
const graceMs = 500
const stepMs = 20

/** Takes a session for writing. Rejects with `session_held`, which names who has it. */
export const hold = ({ sessions }: Store, id: string): Promise<SessionStore> =>
  whereFree(id, () => sessions.open(id))

/** Does what wants a session to itself, as soon as it is free. `advice` follows who has it and keeps it. */
export async function whereFree<T>(id: string, act: () => Promise<T>, advice = ''): Promise<T> {
  const until = performance.now() + graceMs
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof KernelError) || error.code !== 'session_held') throw error
      if (performance.now() < until) {
        await sleep(stepMs)
        continue
      }
      throw new SdkError('session_held', error.message + advice, { cause: error, session: id })
    }
  }
}
