import { basename, join } from 'node:path'
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
  const paths = [
    ...(isSameFolder(own, home)
      ? []
      : [join(own, 'config.jsonc'), join(own, 'config.local.jsonc')]),
    join(folder, '.mcp.json'),
  ]
  const seen = paths.flatMap((path) => seenAt(path))
  await changeTrust(home, (folders) => {
    const files = Object.fromEntries(seen.map(({ path, digest }) => [basename(path), digest]))
    if (trusted) return { ...folders, [folder]: { at: Date.now(), files } }
    return Object.fromEntries(Object.entries(folders).filter(([path]) => path !== folder))
  })
  return { folder, trusted, files: seen.map(({ path }) => path) }
}

/** What a file holds now, where there is one. */
function seenAt(path: string): { path: string; digest: string }[] {
  const digest = digestOf(path)
  return digest === undefined ? [] : [{ path, digest }]
}
