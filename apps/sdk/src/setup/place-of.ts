import type { Session } from '@harness/kernel'
import type { AttachedServers } from '../mcp/attach-servers.ts'
import { homeOf } from '../session/home-of.ts'
import type { Store } from '../session/open-store.ts'
import type { Preparation } from './prepare-run.ts'
import { scratchIn, type Scratch } from './scratch.ts'
import type { Talking } from './talking-to.ts'

/** Where a run works, and what stands around it. */
export interface Place {
  /** The folder of its session. */
  folder: string
  home: string
  /** The harness's own folders: no command and no server sees them. */
  hidden: readonly string[]
  scratch: Scratch
  /** The sessions that this process drives, by id: the run's own, and its subagents while they work. */
  live: Map<string, Session>
  /** Being started; undefined where there are none. */
  servers: (AttachedServers & { started: Promise<void> }) | undefined
}

interface Placing {
  prepared: Preparation
  store: Store
  talking: Talking
  /** More of them. */
  hidden?: readonly string[] | undefined
}

export async function placeOf(
  session: Session,
  { prepared, store, talking, hidden: more = [] }: Placing,
): Promise<Place> {
  const { options, redactor, servers: gathered, env } = prepared
  const home = homeOf(options)
  const scratch = scratchIn(store.tasks)
  const live = new Map([[session.id, session]])
  const hidden = [home, store.home, store.tasks, ...more].filter((folder) => folder !== undefined)
  const folder = session.state.identity.workspace ?? process.cwd()
  const place = { folder, home, hidden, scratch, live, servers: undefined }
  if (!gathered || Object.keys(gathered.settings).length === 0) return place
  const { serversOf } = await import('../mcp/servers-of.ts')
  const around = { session, live, env, options, redactor, home, talking, scratch, hidden }
  const servers = serversOf({ gathered, ...around })
  const started = servers.start()
  // Whoever waits for it hears of it; nobody does where the run ends before.
  started.catch(() => undefined)
  return { ...place, servers: { ...servers, started } }
}
