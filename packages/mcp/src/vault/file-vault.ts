// Logins in one file of the person's own. Invariant: the file is always a whole one, written anew beside the old and put in
// its place, and nobody but its owner can read it: one that others can read is refused, not mended, as it may be known.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { LoginError } from '../login/login-error.ts'
import { digestOf } from '../tools/digest-of.ts'
import type { McpVault } from './mcp-vault.ts'
import { whileLocked } from './while-locked.ts'

const VaultFile = z.strictObject({
  version: z.literal(1),
  logins: z.record(z.string(), z.string()),
})
type Logins = z.infer<typeof VaultFile>['logins']

/**
 * A vault in a file, mode 0600, in a folder that is made with 0700. Processes may share it: none loses what another writes. Reading
 * and writing reject where others can read the file, or where it makes no sense.
 */
export function fileVault(path: string): McpVault {
  const folder = dirname(path)
  const makeFolder = () => mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    async read(key) {
      const logins = readLogins(path)
      return Object.hasOwn(logins, key) ? logins[key] : undefined
    },
    async write(key, text) {
      makeFolder()
      await whileLocked(`${path}.lock`, async () => {
        const { [key]: _, ...others } = readLogins(path)
        replace(path, text === undefined ? others : { ...others, [key]: text })
      })
    },
    async alone(key, work) {
      makeFolder()
      return whileLocked(`${path}.${digestOf(key)}.lock`, work)
    },
  }
}

function readLogins(path: string): Logins {
  const status = statSync(path, { throwIfNoEntry: false })
  if (!status) return {}
  if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
    const message = `${path} can be read by others than you. Remove it and log in anew, or, if nobody did read it, run: chmod 600 ${path}`
    throw new LoginError('vault', message)
  }
  try {
    return VaultFile.parse(JSON.parse(readFileSync(path, 'utf8'))).logins
  } catch (cause) {
    throw new LoginError('vault', `${path} is no file of logins: remove it, and log in anew.`, {
      cause,
    })
  }
}

function replace(path: string, logins: Logins): void {
  // Always the same name: what a killed process had begun holds logins, and goes with the next change.
  const fresh = `${path}.new`
  rmSync(fresh, { force: true })
  try {
    const text = `${JSON.stringify({ version: 1, logins }, null, 2)}\n`
    writeFileSync(fresh, text, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(fresh, path)
  } finally {
    rmSync(fresh, { force: true })
  }
}
