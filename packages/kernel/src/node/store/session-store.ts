import type { Event } from '../../events/event.ts'
import type { EventStore } from '../../ports/event-store.ts'
import type { SessionStore } from '../../ports/sessions.ts'
import { fileArtifacts } from './artifacts/file-artifacts.ts'
import type { Home } from './home.ts'
import { type Lineage, lineageOf } from './lineage/lineage.ts'
import { eventsOf } from './lineage/events-of.ts'
import { readHeld } from './lineage/read-held.ts'
import { requireKnown } from './log/known-event.ts'
import { openLog, type OpenedLog } from './log/open-log.ts'
import { FileInbox } from './posts/file-inbox.ts'
import { fileSnapshots } from './snapshots/file-snapshots.ts'
import { newestPlace } from './snapshots/newest-place.ts'

/** Puts together a session whose lock this process has. `release` gives the lock back when the session is closed. */
export async function sessionStore(
  home: Home,
  id: string,
  release: () => Promise<void>,
): Promise<SessionStore> {
  const lineage = await lineageOf(home, id)
  const { writer, tail } = await openOwnLog(home, lineage)
  const inbox = new FileInbox(home, id)
  return {
    id,
    events: eventStore(home, lineage, { writer, tail }),
    artifacts: fileArtifacts(home.disk, lineage),
    snapshots: fileSnapshots(home.disk, lineage, writer),
    inbox,
    async close() {
      inbox.close()
      try {
        await writer.close()
      } finally {
        await release()
      }
    },
  }
}

async function openOwnLog(home: Home, [own]: Lineage): Promise<OpenedLog> {
  const { session, paths } = own
  const opened = await openLog(home.disk, {
    session,
    path: paths.log,
    torn: paths.torn,
    from: await newestPlace(home.disk, own),
    check: (event) => requireKnown(session, event),
  })
  const { cut, tail } = opened
  own.places.note(tail.end)
  if (cut) home.repaired({ kind: 'torn-tail', session, seq: tail.end.seq, ...cut })
  return opened
}

function eventStore({ disk }: Home, lineage: Lineage, { writer, tail }: OpenedLog): EventStore {
  const [{ session }] = lineage
  return {
    session,
    get head() {
      return writer.end.seq
    },
    append: (events, expect) => writer.append(events, expect),
    sync: () => writer.sync(),
    read(from) {
      const groups = readHeld(disk, lineage, { from, tail, end: writer.end })
      return eventsOf(session, knownOnly(session, groups))
    },
    close: () => writer.close(),
  }
}

/** What a writer reads: events of a later version are refused wherever they stand, the parents' included. */
async function* knownOnly(
  session: string,
  groups: AsyncIterable<Event[]>,
): AsyncGenerator<Event[]> {
  for await (const events of groups) {
    for (const event of events) requireKnown(session, event)
    yield events
  }
}
