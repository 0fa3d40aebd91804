import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSameFolder } from './is-same-folder.ts'

/**
 * The folder whose `.harness` and `.mcp.json` count: the nearest from `folder` up to its repository's root that has a
 * `.harness`, else the nearest that has a `.mcp.json`, else the folder itself. `home` is the user's own and no project's.
 * `root`: the outermost folder that counts, where it is not the repository's. Programs leave `.mcp.json` anywhere: one that lies below the project's own guards does not switch them off.
 */
export function projectFolder(folder: string, home: string, root?: string): string {
  const folders = upToRoot(folder, root)
  const isOwn = (own: string) => existsSync(own) && !isSameFolder(own, home)
  return (
    folders.find((here) => isOwn(join(here, '.harness'))) ??
    folders.find((here) => existsSync(join(here, '.mcp.json'))) ??
    folder
  )
}

/** Without a repository the folder alone: what stands above it is somebody else's. */
function upToRoot(folder: string, root: string | undefined): string[] {
  const folders: string[] = []
  for (let here = folder; ; here = dirname(here)) {
    folders.push(here)
    if (here === root || existsSync(join(here, '.git'))) return folders
    if (here === dirname(here)) return [folder]
  }
}
