import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { Check } from './check.ts'

/** The folder for files of a moment; no row where it is fine. */
export async function checkTemporary(): Promise<Check[]> {
  const folder = tmpdir()
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return []
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no code'
    const found = `temporary files have no place: ${folder} cannot be written (${code})`
    return [
      { name: 'temporary', status: 'warn', found, fix: 'set TMPDIR to a folder that is there' },
    ]
  }
}
