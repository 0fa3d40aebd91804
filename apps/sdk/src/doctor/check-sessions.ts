import { KernelError } from '@harness/kernel'
import { openStore } from '../session/open-store.ts'
import type { Check } from './check.ts'

/** Whether every session can be read whole. */
export async function checkSessions(home: string): Promise<Check> {
  const name = 'sessions'
  try {
    const sessions = await (await openStore({ home })).list()
    const damaged = sessions.filter((session) => session.damaged).map(({ id }) => id)
    if (damaged.length === 0) return { name, status: 'ok', found: `${sessions.length}, all whole` }
    return {
      name,
      status: 'warn',
      found: `${damaged.length} of ${sessions.length} damaged: ${damaged.join(', ')}`,
      fix: 'look at what stands before the damage: harness sessions show ID; fork it from there: harness --fork ID@SEQ',
    }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { name, status: 'warn', found: error.message, fix: 'see "home"' }
  }
}
