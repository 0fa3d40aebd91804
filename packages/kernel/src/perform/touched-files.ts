import type { Event } from '../events/event.ts'
import type { FileState } from '../events/tool-result.ts'
import type { Session } from '../log/session.ts'

/** The files that the session's calls read or changed, as last seen, the newest at the end. */
export async function touchedFiles(session: Session): Promise<FileState[]> {
  const files = new Map<string, FileState>()
  for await (const event of session.store.events.read(1)) {
    for (const { path, hash, change } of filesOf(event)) {
      const known = files.get(path)
      const changed = change ?? known?.change
      files.delete(path)
      files.set(path, { path, hash, ...(changed && { change: changed }) })
    }
  }
  return [...files.values()]
}

function filesOf(event: Event): readonly FileState[] {
  if (event.type !== 'tool.settled' && event.type !== 'task.settled') return []
  const result = event.data.kind === 'ended' ? event.data.result : event.data
  return 'files' in result ? (result.files ?? []) : []
}
