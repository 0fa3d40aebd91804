// Which folders a person trusts: their real paths, in one file of the person's own.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { SdkError } from '../sdk-error.ts'

/** A trusted folder: when, in milliseconds since 1970, and what its files held then, by name. */
const Trusted = z.strictObject({ at: z.number(), files: z.record(z.string(), z.string()) })

const TrustFile = z.strictObject({
  /** By real path. */
  folders: z.record(z.string(), Trusted),
})
export type Folders = z.infer<typeof TrustFile>['folders']

/** What a person trusts of a folder; undefined where they do not. */
export const trustOf = (folders: Folders, folder: string): Folders[string] | undefined =>
  Object.hasOwn(folders, folder) ? folders[folder] : undefined

const pathOf = (home: string): string => join(home, 'trust.json')

/** The trusted folders. A file that makes no sense trusts nothing, and says so. */
export function trustedFolders(home: string): Folders {
  const path = pathOf(home)
  try {
    return TrustFile.parse(JSON.parse(readFileSync(path, 'utf8'))).folders
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return {}
    throw new SdkError(
      'invalid_option',
      `${path} cannot be read as what it is: mend it, or remove it and trust your folders anew.`,
      { cause: error },
    )
  }
}

/**
 * Changes the file as a whole, one process after the other: none loses what another says, a kill leaves the old or the new.
 * `change` is called while no other process may change it; what it throws, or the same folders, leave it as it is.
 */
export async function changeTrust(
  home: string,
  change: (folders: Folders) => Folders,
): Promise<void> {
  const path = pathOf(home)
  const lock = `${path}.lock`
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    while (!take(lock)) await sleep(10)
  } catch (cause) {
    const code = codeOf(cause) ?? 'no code'
    const message = `${path} cannot be written (${code}): give this user write access to its folder, or set HARNESS_HOME.`
    throw new SdkError('invalid_option', message, { cause })
  }
  try {
    const before = trustedFolders(home)
    const folders = change(before)
    if (folders === before) return
    const fresh = `${path}.${randomUUID()}`
    writeFileSync(fresh, `${JSON.stringify({ folders }, null, 2)}\n`, { mode: 0o600 })
    renameSync(fresh, path)
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Milliseconds: nobody holds the lock for longer and is alive. */
const longest = 2_000

function take(lock: string): boolean {
  try {
    writeFileSync(lock, '', { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  if (Date.now() - since > longest) rmSync(lock, { force: true })
  return false
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined
