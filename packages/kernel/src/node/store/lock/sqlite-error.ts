export type SqliteFailure = 'busy' | 'corrupt' | 'other'

/** SQLite's primary result codes that the store acts on: BUSY, LOCKED, CORRUPT, NOTADB. */
const kinds: Record<number, SqliteFailure> = { 5: 'busy', 6: 'busy', 11: 'corrupt', 26: 'corrupt' }

/** What kind of SQLite failure was thrown; undefined for what is none. */
export function sqliteError(error: unknown): SqliteFailure | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? (kinds[error.errcode & 0xff] ?? 'other') : undefined
}
