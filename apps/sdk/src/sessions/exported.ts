import { SdkError } from '../sdk-error.ts'
import type { SessionExport } from './export-session.ts'
import { ExportRecord } from './export-record.ts'
import { readSession, type SessionPlace } from './read-session.ts'

export async function exported(id: string, place: SessionPlace): Promise<SessionExport> {
  const record = new ExportRecord()
  for await (const event of readSession(id, place)) record.take(event)
  const whole = record.whole()
  if (whole) return whole
  throw new SdkError('unknown_session', `Session ${id} is empty: there is nothing to export.`)
}
