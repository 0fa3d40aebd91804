import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Options } from '../options.ts'
import { homeOf } from '../session/home-of.ts'
import { projectFolder } from '../trust/project-folder.ts'
import { trustedFolders } from '../trust/trust-store.ts'

export type ConfigOptions = Pick<
  Options,
  'home' | 'config' | 'configOverrides' | 'settingSources' | 'inheritUserConfig' | 'cwd'
>

export interface Gathering {
  options: ConfigOptions
  env: Readonly<Record<string, string | undefined>>
  /** The folder that is worked in, a real path. */
  folder: string
}

/** A file that may be a layer, and what became of it. */
export interface ConfigFile {
  layer: 'user' | 'project' | 'local'
  path: string
  /** `untrusted`: it stands in a folder that nobody trusts yet. */
  status: 'read' | 'absent' | 'untrusted' | 'not selected'
}

/** The files of a run, the weakest first. Reads none of them. */
export async function findFiles({ options, env, folder }: Gathering): Promise<ConfigFile[]> {
  const { settingSources = ['user', 'project', 'local'] } = options
  const named = env['HARNESS_HOME']
  const home = homeOf({ ...options, ...(named !== undefined && { env: { HARNESS_HOME: named } }) })
  const project = projectFolder(folder, home)
  const statusOf = async (layer: ConfigFile['layer'], path: string) => {
    // Whoever works in the folder above their own has no project there.
    if (!existsSync(path) || (layer !== 'user' && dirname(path) === home)) return 'absent'
    if (!settingSources.includes(layer)) return 'not selected'
    return layer === 'user' || project in (await trustedFolders(home)) ? 'read' : 'untrusted'
  }
  const places = [
    { layer: 'user' as const, path: join(home, 'config.jsonc') },
    { layer: 'project' as const, path: join(project, '.harness', 'config.jsonc') },
    { layer: 'local' as const, path: join(project, '.harness', 'config.local.jsonc') },
  ]
  return Promise.all(
    places.map(async (place) => ({ ...place, status: await statusOf(place.layer, place.path) })),
  )
}
