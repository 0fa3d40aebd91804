import type { SessionReader } from '../../ports/sessions.ts'
import { fileArtifacts } from './artifacts/file-artifacts.ts'
import type { Home } from './home.ts'
import { eventsOf } from './lineage/events-of.ts'
import { followLineage } from './lineage/follow-lineage.ts'
import { lineageOf } from './lineage/lineage.ts'
import { readLineage } from './lineage/read-lineage.ts'
import { requireSession } from './require-session.ts'

/** Looks at a session from outside. Each reading opens the log for itself, so there is nothing to close. */
export async function readSession(home: Home, id: string): Promise<SessionReader> {
  await requireSession(home, id)
  const lineage = await lineageOf(home, id)
  const { disk } = home
  return {
    id,
    artifacts: fileArtifacts(disk, lineage),
    read: (from) => eventsOf(id, readLineage(disk, lineage, { from })),
    follow: (from, signal) => eventsOf(id, followLineage(disk, { lineage, from, signal })),
  }
}
