/** SQLite's primary result codes that a person can do something about. */
const sqlite: Record<number, string> = {
  8: 'SQLITE_READONLY',
  10: 'EIO',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
}

/** The code of a thrown system error (`ENOSPC`, `ENOENT`…), the only thing errors are recognised by. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') {
    const known = sqlite[error.errcode & 0xff]
    if (known) return known
  }
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
