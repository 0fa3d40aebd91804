import type { Sessions } from '@harness/kernel'
import type { SessionSummary } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { homeOf } from './home-of.ts'

/** Where sessions are, and what is there. */
export interface Store {
  sessions: Sessions
  /** The folder of a durable store. */
  home: string | undefined
  /** Newest first; empty where the store cannot tell. */
  list(options?: { workspace?: string }): Promise<readonly SessionSummary[]>
}

type StoreOptions = Pick<Options, 'store' | 'home' | 'env'>

/** The store the options name. The code of the durable one is loaded when it is the one. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { store = 'files' } = options
  if (store === 'memory') {
    const { memorySessions } = await import('@harness/kernel')
    return unlisted(memorySessions())
  }
  if (store !== 'files') return unlisted(store)
  const { fileSessions } = await import('@harness/kernel/node')
  const home = homeOf(options)
  const sessions = fileSessions({ home })
  return { sessions, home, list: (listing) => sessions.list(listing) }
}

const unlisted = (sessions: Sessions): Store => ({
  sessions,
  home: undefined,
  list: async () => [],
})
