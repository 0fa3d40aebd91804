import { lstatSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ChangedFile } from '../../config/change-file.ts'
import { findFiles, type ConfigFile, type Gathering } from '../../config/find-files.ts'
import { SdkError } from '../../sdk-error.ts'
import { homeOf } from '../../session/home-of.ts'
import { openWorkspace } from '../../session/open-workspace.ts'
import { isSameFolder } from '../../trust/is-same-folder.ts'
import { projectFolder } from '../../trust/project-folder.ts'
import { labelOf } from '../../config/read-layers.ts'
import type { ServerLayer, ServerPlace } from './server-place.ts'

export interface ServerFiles {
  /** What finds them, without what stands in the environment. */
  gathering: Gathering
  /** The weakest first. */
  files: readonly (ConfigFile & ChangedFile)[]
}

/** The files of a place that may have servers. Reads none of them. */
export async function serverFiles(place: ServerPlace): Promise<ServerFiles> {
  const home = homeOf(place)
  const workspace = await openWorkspace(place.cwd)
  const gathering: Gathering = { options: { home }, env: {}, folder: workspace }
  const folder = projectFolder(workspace, home)
  const files = findFiles(gathering).map((file) => {
    return { ...file, label: labelOf(file, workspace), folder, home }
  })
  return { gathering, files }
}

/** The file of a layer that servers are written to. Throws where nothing may be written to it. */
export function fileFor(layer: ServerLayer, { files }: ServerFiles): ServerFiles['files'][number] {
  const isIt = (file: ConfigFile) =>
    file.layer === layer && (layer !== 'project' || basename(file.path) === '.mcp.json')
  const file = files.find(isIt)
  if (!file) throw new TypeError(`no file of ${layer}`)
  const why = whyNotTo(file)
  if (why === undefined) return file
  throw new SdkError('invalid_option', `Nothing was written to ${file.path}: ${why}.`)
}

/** What a folder puts in its place leads elsewhere than a person meant. */
export function whyNotTo({ layer, path, home }: ChangedFile): string | undefined {
  if (layer === 'user') return undefined
  const own = dirname(path)
  if (isSameFolder(own, home)) return 'it is the folder of your own configuration; say: --to user'
  const around = lstatSync(own, { throwIfNoEntry: false })
  if (around && !around.isDirectory()) return `${own} is a link or no folder`
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found && !found.isFile() ? 'it is a link or no regular file' : undefined
}
