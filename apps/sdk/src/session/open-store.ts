import type { Sessions } from '@harness/kernel'
import type { ListedSession, ListOptions, Repair } from '@harness/kernel/node'
import type { Options } from '../options.ts'
import { homeOf } from './home-of.ts'

/** Where sessions are, and what is there. */
export interface Store {
  sessions: Sessions
  /** The folder of the durable store. */
  home: string | undefined
  /** The folder below which commands leave their files; undefined where they need not outlive the process. */
  tasks: string | undefined
  /** Newest first; empty where the store cannot tell. */
  list(options?: ListOptions): Promise<readonly ListedSession[]>
  /** Deletes a session and its subagents'; undefined where the store is somebody's own. */
  remove: ((id: string) => Promise<void>) | undefined
}

/** What says which store is meant. */
export type StoreOptions = Pick<Options, 'store' | 'home' | 'env' | 'onNotice'>

/**
 * The store the options name. The code of the durable one is loaded when it is the one. `memory`: what `'memory'` means, for
 * whoever opens it more than once; without it each has one of its own.
 */
export async function openStore(options: StoreOptions, memory?: Sessions): Promise<Store> {
  const { store = 'files' } = options
  if (store === 'memory') {
    const { memorySessions } = await import('@harness/kernel')
    return unlisted(memory ?? memorySessions(), undefined)
  }
  const home = homeOf(options)
  if (store !== 'files') return unlisted(store, home)
  const { fileSessions } = await import('@harness/kernel/node')
  const { onNotice } = options
  const sessions = fileSessions({
    home,
    onRepair: (repair) => onNotice?.(describeRepair(repair)),
  })
  const { list, remove } = sessions
  return { sessions, home, tasks: home, list, remove }
}

const unlisted = (sessions: Sessions, tasks: string | undefined): Store => ({
  sessions,
  home: undefined,
  tasks,
  list: async () => [],
  remove: undefined,
})

const describeRepair = (repair: Repair): string =>
  repair.kind === 'torn-tail'
    ? `The end of the log of session ${repair.session} was not whole, as after a crash: ${repair.bytes} bytes behind event ${repair.seq} were set aside in ${repair.kept}.`
    : `A post to session ${repair.session} could not be read and was set aside.`
