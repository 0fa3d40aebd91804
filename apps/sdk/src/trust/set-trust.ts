import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { homeOf } from '../session/home-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { isSameFolder } from './is-same-folder.ts'
import { projectFolder } from './project-folder.ts'
import type { Trust, TrustPlace } from './trust-folder.ts'
import { changeTrust } from './trust-store.ts'

export async function setTrust({
  trusted = true,
  ...place
}: TrustPlace & { trusted?: boolean }): Promise<Trust> {
  const home = homeOf(place)
  const folder = projectFolder(await openWorkspace(place.cwd), home)
  await changeTrust(home, ({ [folder]: known, ...others }) =>
    trusted ? { ...others, [folder]: known ?? { at: Date.now() } } : others,
  )
  const own = join(folder, '.harness')
  const files = ['config.jsonc', 'config.local.jsonc']
    .map((name) => join(own, name))
    .filter((path) => existsSync(path) && !isSameFolder(own, home))
  return { folder, trusted, files }
}
