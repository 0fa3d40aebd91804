import { KernelError, type SessionStore } from '@harness/kernel'

/** Of two that begin in the same millisecond, one in a million is given the other's id: it takes another. */
const mostTries = 5

/** Makes a session of a new id. */
export async function withFreshId(
  make: (id: string) => Promise<SessionStore>,
): Promise<SessionStore> {
  const { newSessionId } = await import('@harness/kernel/node')
  for (let tries = 1; ; tries++) {
    try {
      return await make(newSessionId())
    } catch (error) {
      const isTaken = error instanceof KernelError && error.code === 'session_exists'
      if (!isTaken || tries >= mostTries) throw error
    }
  }
}
