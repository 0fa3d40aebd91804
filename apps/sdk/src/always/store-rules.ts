// Writes the rules of an answer into a file of configuration. Owns: the file is replaced as a whole and only where it
// is still what was read; one that was trusted stays trusted as it is written, and nothing else comes to be trusted.
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
import { addToList, ConfigError, loadConfig, readConfigFile } from '@harness/config'
import { Config } from '../config/config.ts'
import { findFiles } from '../config/find-files.ts'
import { readLayers } from '../config/read-layers.ts'
import { SdkError } from '../sdk-error.ts'
import { changeTrust, type Folders } from '../trust/trust-store.ts'
import { fileOfLayer, whyNotInto, type FileLayer, type KeepPlace } from './file-of-layer.ts'

/** Somebody who writes the same file without end is no person. */
const tries = 20

/**
 * Adds allow rules to a layer's file, which is made where there is none. Rejects with `not_kept`, and nothing is written:
 * it is not trusted, has an error, or cannot be written.
 */
export async function storeRules(
  layer: FileLayer,
  rules: readonly string[],
  place: KeepPlace,
): Promise<void> {
  const { path, label } = fileOfLayer(layer, place)
  try {
    for (let left = tries; left > 0; left--) if (await tryToStore(layer, rules, place)) return
  } catch (error) {
    if (error instanceof SdkError && error.code === 'not_kept') throw error
    const isExpected =
      error instanceof ConfigError || error instanceof SdkError || isOfSystem(error)
    if (!isExpected) throw error
    throw notKept(label, error.message, error)
  }
  throw notKept(label, `${path} is being changed by somebody else all the time.`)
}

async function tryToStore(
  layer: FileLayer,
  rules: readonly string[],
  place: KeepPlace,
): Promise<boolean> {
  const { path, label } = fileOfLayer(layer, place)
  const before = readConfigFile(path, layer, label)
  const gathering = { options: place, env: {}, folder: place.folder }
  await loadConfig(Config, readLayers(findFiles(gathering), gathering))
  const file = before ?? { name: layer, label, file: path, text: '' }
  const text = await addToList(file, ['permissions', 'allow'], rules)
  let isStored = false
  await changeTrust(place.home, (folders) => {
    const why = whyNotInto(layer, place, folders)
    if (why !== undefined) throw notKept(label, `Not written to ${path}: ${why}.`)
    isStored = readConfigFile(path, layer)?.text === before?.text
    if (!isStored || text === before?.text) return folders
    replace(path, text, layer)
    return layer === 'user' ? folders : withDigest(folders, { place, path, text })
  })
  return isStored
}

/** The file as it was written just now is trusted; others stay what they were to the person. */
function withDigest(
  folders: Folders,
  { place: { folder }, path, text }: { place: KeepPlace; path: string; text: string },
): Folders {
  const digest = createHash('sha256').update(text).digest('hex')
  const files = { ...folders[folder]?.files, [basename(path)]: digest }
  return { ...folders, [folder]: { at: Date.now(), files } }
}

function replace(path: string, text: string, layer: FileLayer): void {
  mkdirSync(dirname(path), { recursive: true, ...(layer === 'user' && { mode: 0o700 }) })
  // What is one person's own is nobody else's.
  const ignored = join(dirname(path), '.gitignore')
  if (layer === 'local' && !existsSync(path) && !existsSync(ignored))
    writeFileSync(ignored, `${basename(path)}\n`, { flag: 'wx' })
  // The user's own file may be a link to where they keep such files.
  const real = existsSync(path) ? realpathSync(path) : path
  const mode = existsSync(real) ? statSync(real).mode & 0o777 : layer === 'user' ? 0o600 : 0o644
  const fresh = `${real}.${randomUUID()}`
  try {
    writeFileSync(fresh, text, { mode, flag: 'wx', flush: true })
    renameSync(fresh, real)
  } finally {
    rmSync(fresh, { force: true })
  }
}

const isOfSystem = (error: unknown): error is Error => error instanceof Error && 'syscall' in error

const notKept = (label: string, why: string, cause?: unknown): SdkError =>
  new SdkError('not_kept', `Nothing was added to ${label}. ${why}`, { cause })
