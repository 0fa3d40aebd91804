import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { homeOf } from '../session/home-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { projectFolder } from './project-folder.ts'
import type { Trust, TrustPlace } from './trust-folder.ts'
import { saveTrust, trustedFolders } from './trust-store.ts'

export async function setTrust({
  trusted = true,
  ...place
}: TrustPlace & { trusted?: boolean }): Promise<Trust> {
  const home = homeOf(place)
  const folder = projectFolder(await openWorkspace(place.cwd), home)
  const { [folder]: known, ...others } = await trustedFolders(home)
  await saveTrust(home, trusted ? { ...others, [folder]: known ?? { at: Date.now() } } : others)
  const files = ['config.jsonc', 'config.local.jsonc']
    .map((name) => join(folder, '.harness', name))
    .filter((path) => existsSync(path))
  return { folder, trusted, files }
}
