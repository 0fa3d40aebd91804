import type { SessionStore } from '@harness/kernel'
import { SdkError } from '../sdk-error.ts'
import { forkAt } from './fork-at.ts'
import { withFreshId } from './with-fresh-id.ts'
import { hold } from './hold.ts'
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
      return withFreshId((fresh) => sessions.create(fresh))
    case 'resume':
      return known(store, target.id, (id) => hold(store, id))
    case 'newest': {
      const newest = (await store.list({ workspace })).find(({ parent }) => parent === undefined)
      if (newest) return hold(store, newest.id)
      throw new SdkError(
        'nothing_to_continue',
        `There is no session of ${workspace} to continue: start one with a prompt.`,
      )
    }
    case 'fork':
      return known(store, target.id, (id) => forkAt(store, id, target.at))
  }
}
