/** The code of a thrown system error (`ENOSPC`, `ENOENT`…), the only thing errors are recognised by. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
