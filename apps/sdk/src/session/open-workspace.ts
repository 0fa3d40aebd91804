import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SdkError } from '../sdk-error.ts'

/** The real path of the folder to work in. Rejects with `bad_workspace` when nobody could work there. */
export async function openWorkspace(cwd?: string): Promise<string> {
  const path = cwd === undefined ? startedIn() : resolve(cwd)
  try {
    const real = await realpath(path)
    if (!(await stat(real)).isDirectory()) throw bad(path, 'it is a file: name the folder it is in')
    await access(real, constants.R_OK | constants.X_OK)
    return real
  } catch (error) {
    if (error instanceof SdkError) throw error
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    throw bad(path, advice(code), error)
  }
}

/** A folder that was removed under a shell has no name any more. */
function startedIn(): string {
  try {
    return process.cwd()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw bad('the folder this was started in', 'it is gone: go to another', error)
  }
}

const bad = (path: string, why: string, cause?: unknown) =>
  new SdkError('bad_workspace', `Cannot work in ${path}: ${why}.`, { cause })

function advice(code: unknown): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such folder'
    case 'EACCES':
    case 'EPERM':
      return 'it cannot be read: give this user access to it'
    default:
      return 'it could not be looked at'
  }
}
