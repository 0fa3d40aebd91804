import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Options } from '../options.ts'
import { homeOf } from '../session/home-of.ts'
import { digestOf } from '../trust/digest-of.ts'
import { isSameFolder } from '../trust/is-same-folder.ts'
import { projectFolder } from '../trust/project-folder.ts'
import { trustedFolders, trustOf } from '../trust/trust-store.ts'

export type ConfigOptions = Pick<
  Options,
  | 'home'
  | 'config'
  | 'configOverrides'
  | 'mcpServers'
  | 'mcpConfig'
  | 'strictMcpConfig'
  | 'settingSources'
  | 'inheritUserConfig'
  | 'cwd'
>

export interface Gathering {
  options: ConfigOptions
  env: Readonly<Record<string, string | undefined>>
  /** The folder that is worked in, a real path. */
  folder: string
  /** The outermost folder that counts. Default: the root of the repository. */
  root?: string | undefined
  /** Told of what was passed over. */
  onNotice?: Options['onNotice']
}

/** A file that may be a layer, and what became of it. */
export interface ConfigFile {
  layer: 'user' | 'project' | 'local'
  path: string
  /** `untrusted`: it stands in a folder that nobody trusts yet; `changed`: it is not what was trusted any more. */
  status: 'read' | 'absent' | 'untrusted' | 'changed' | 'not selected'
}

/** The files of a run, the weakest first. Reads none of them. */
export function findFiles({ options, env, folder, root }: Gathering): ConfigFile[] {
  const { settingSources = ['user', 'project', 'local'] } = options
  const named = env['HARNESS_HOME']
  const home = homeOf({ ...options, ...(named !== undefined && { env: { HARNESS_HOME: named } }) })
  const project = projectFolder(folder, home, root)
  const statusOf = (layer: ConfigFile['layer'], path: string) => {
    // Whoever works in the folder above their own has no project there.
    const isUsers = layer === 'user' || isSameFolder(dirname(path), home)
    if (!existsSync(path) || (layer !== 'user' && isUsers)) return 'absent'
    if (!settingSources.includes(layer)) return 'not selected'
    if (isUsers) return 'read'
    const folders = trustedFolders(home)
    const trusted = trustOf(folders, project)
    if (!trusted) return 'untrusted'
    return trusted.files[basename(path)] === digestOf(path) ? 'read' : 'changed'
  }
  const places = [
    { layer: 'user' as const, path: join(home, 'config.jsonc') },
    { layer: 'project' as const, path: join(project, '.mcp.json') },
    { layer: 'project' as const, path: join(project, '.harness', 'config.jsonc') },
    { layer: 'local' as const, path: join(project, '.harness', 'config.local.jsonc') },
  ]
  return places.map((place) => ({ ...place, status: statusOf(place.layer, place.path) }))
}
