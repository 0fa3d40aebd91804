import { KernelError, type SessionStore } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import { known } from './known.ts'
import type { Store } from './open-store.ts'
import type { Target } from './target.ts'

export interface Taking {
  target: Target
  workspace: string
}

/** Takes the target for writing. Rejects with `session_held` when another process has it. */
export async function takeSession(
  store: Store,
  { target, workspace }: Taking,
): Promise<SessionStore> {
  const { sessions } = store
  switch (target.kind) {
    case 'new':
      return sessions.create(await freshId())
    case 'resume':
      return known(store, target.id, () => open(store, target.id))
    case 'newest': {
      const newest = (await store.list({ workspace })).find(({ parent }) => parent === undefined)
      if (newest) return open(store, newest.id)
      throw new SdkError(
        'nothing_to_continue',
        `There is no session of ${workspace} to continue: start one with a prompt.`,
      )
    }
    case 'fork': {
      const { id, at = 'head' } = target
      return known(store, id, async () => sessions.fork(id, at, await freshId()))
    }
  }
}

/** Rejects with `session_held`, which names who has it. */
async function open({ sessions }: Store, id: string): Promise<SessionStore> {
  try {
    return await sessions.open(id)
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'session_held') throw error
    throw new SdkError('session_held', error.message, { cause: error, session: id })
  }
}

async function freshId(): Promise<string> {
  const { newSessionId } = await import('@harness/kernel/node')
  return newSessionId()
}
