import { join } from 'node:path'
import { digestOf } from './digest-of.ts'
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
  const own = join(folder, '.harness')
  const seen = isSameFolder(own, home) ? {} : seenIn(own)
  await changeTrust(home, (folders) => {
    if (trusted) return { ...folders, [folder]: { at: Date.now(), files: seen } }
    return Object.fromEntries(Object.entries(folders).filter(([path]) => path !== folder))
  })
  return { folder, trusted, files: Object.keys(seen).map((name) => join(own, name)) }
}

/** What the files of a folder hold now, by name. */
function seenIn(folder: string): Record<string, string> {
  const files = ['config.jsonc', 'config.local.jsonc'].flatMap((name) => {
    const digest = digestOf(join(folder, name))
    return digest === undefined ? [] : [[name, digest] as const]
  })
  return Object.fromEntries(files)
}
