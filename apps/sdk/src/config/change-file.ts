// Changes a file of configuration. Owns: it is replaced as a whole and only where it is still what was read; one that is
// trusted stays so as it is written, and nothing else comes to be trusted.
import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readConfigFile, type TextLayer } from '@harness/config'
import { SdkError } from '../sdk-error.ts'
import { changeTrust, type Folders } from '../trust/trust-store.ts'
import type { ConfigFile } from './find-files.ts'

/** A file that a person's choice is written to. */
export interface ChangedFile extends Pick<ConfigFile, 'layer' | 'path'> {
  /** What errors call it. */
  label: string
  /** The folder whose trust it needs, a real path; the user's own file needs none. */
  folder: string
  home: string
}

export interface FileChange {
  /** The text as it is to be; asked again where somebody else was faster. */
  change(before: TextLayer): Promise<string>
  /**
   * Whether the file is trusted as it is written. Asked while no other process may change it; what it throws leaves
   * everything as it is.
   */
  trusts(folders: Folders): boolean
  /** Nobody but its owner reads it from now on. */
  isSecret?: boolean
}

/** Somebody who writes the same file without end is no person. */
const tries = 20

/**
 * Makes the file where there is none. Resolves with whether it is trusted, which the user's own always is. Rejects with
 * what `change` and `trusts` say, with a `ConfigError` where it cannot be read, and with what the system says.
 */
export async function changeFile(file: ChangedFile, change: FileChange): Promise<boolean> {
  for (let left = tries; left > 0; left--) {
    const found = await tryToChange(file, change)
    if (found !== undefined) return found
  }
  const message = `${file.path} is being changed by somebody else all the time.`
  throw new SdkError('invalid_option', message)
}

/** undefined where somebody else was faster. */
async function tryToChange(
  file: ChangedFile,
  { change, trusts, isSecret = false }: FileChange,
): Promise<boolean | undefined> {
  const { layer, path, label, home } = file
  const before = readConfigFile(path, layer, label)
  const text = await change(before ?? { name: layer, label, file: path, text: '' })
  let isTrusted: boolean | undefined
  await changeTrust(home, (folders) => {
    const kept = trusts(folders)
    if (readConfigFile(path, layer)?.text !== before?.text) return folders
    isTrusted = layer === 'user' || kept
    if (text === before?.text) return folders
    replace(file, text, isSecret)
    return layer === 'user' || !kept ? folders : withDigest(folders, file, text)
  })
  return isTrusted
}

/** The file as it was written just now is trusted; others stay what they were to the person. */
function withDigest(folders: Folders, { folder, path }: ChangedFile, text: string): Folders {
  const digest = createHash('sha256').update(text).digest('hex')
  const files = { ...folders[folder]?.files, [basename(path)]: digest }
  return { ...folders, [folder]: { at: Date.now(), files } }
}

function replace({ layer, path }: ChangedFile, text: string, isSecret: boolean): void {
  mkdirSync(dirname(path), { recursive: true, ...(layer === 'user' && { mode: 0o700 }) })
  // What is one person's own is nobody else's.
  const ignored = join(dirname(path), '.gitignore')
  if (layer === 'local' && !existsSync(path) && !existsSync(ignored))
    writeFileSync(ignored, `${basename(path)}\n`, { flag: 'wx' })
  // The user's own file may be a link to where they keep such files.
  const real = existsSync(path) ? realpathSync(path) : path
  const own = layer === 'project' ? 0o644 : 0o600
  const mode = existsSync(real) ? statSync(real).mode & 0o777 : own
  const fresh = `${real}.${randomUUID()}`
  try {
    writeFileSync(fresh, text, { mode: isSecret ? mode & 0o700 : mode, flag: 'wx', flush: true })
    renameSync(fresh, real)
  } finally {
    rmSync(fresh, { force: true })
  }
}
