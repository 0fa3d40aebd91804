import { lstatSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Options } from '../options.ts'
import { digestOf } from '../trust/digest-of.ts'
import { isSameFolder } from '../trust/is-same-folder.ts'
import { projectFolder } from '../trust/project-folder.ts'
import { trustOf, type Folders } from '../trust/trust-store.ts'
import type { AlwaysLayer } from './always-layer.ts'

export type FileLayer = Exclude<AlwaysLayer, 'session'>

/** Whose configuration it is, and which of it a run reads. */
export interface KeepPlace extends Pick<Options, 'settingSources' | 'inheritUserConfig'> {
  home: string
  /** The folder that is worked in, a real path. */
  folder: string
}

const names = { project: 'config.jsonc', local: 'config.local.jsonc' } as const

/** The file of a layer, and what errors and rules call it. */
export function fileOfLayer(layer: FileLayer, { home, folder }: KeepPlace) {
  const path =
    layer === 'user' ? join(home, 'config.jsonc') : join(folder, '.harness', names[layer])
  return { path, label: layer === 'user' ? path : relative(folder, path) }
}

/**
 * Why rules must not be written to a layer; undefined where they may. A rule is written where a run reads it, and a
 * folder's file only where the person trusts what it holds or there is nothing yet: what they did not look at is never
 * trusted by it.
 */
export function whyNotInto(
  layer: FileLayer,
  place: KeepPlace,
  folders: Folders,
): string | undefined {
  const { home, folder, settingSources = [layer], inheritUserConfig = true } = place
  if (!settingSources.includes(layer)) return 'this run does not read it'
  const { path } = fileOfLayer(layer, place)
  if (layer === 'user') return inheritUserConfig ? undefined : 'this run does not read it'
  const own = join(folder, '.harness')
  if (isSameFolder(own, home)) return 'it is the folder of your own configuration'
  if (projectFolder(folder, home) !== folder)
    return 'its rules would mean other files than here: it is the configuration of a folder above'
  const found = lstatSync(own, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) return `${own} is a link or no folder`
  const trusted = trustOf(folders, folder)
  const digests = Object.values(names).map((name) => [name, digestOf(join(own, name))] as const)
  if (!trusted) {
    const isEmpty = digests.every(([, digest]) => digest === undefined)
    return isEmpty ? undefined : 'you do not trust this folder (harness trust)'
  }
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) return 'it is no regular file'
  const digest = digestOf(path)
  const isKnown = digest === undefined || digest === trusted.files[names[layer]]
  return isKnown ? undefined : 'it is not what you trusted any more (harness trust)'
}
