import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isSameFolder } from './is-same-folder.ts'

/**
 * The folder whose `.harness` and `.mcp.json` count: the nearest from `folder` up to its repository's root that has one of
 * them, else the folder itself. `home` is the user's own and no project's.
 */
export function projectFolder(folder: string, home: string): string {
  for (const here of upToRoot(folder)) {
    const own = join(here, '.harness')
    if (existsSync(own) && !isSameFolder(own, home)) return here
    if (existsSync(join(here, '.mcp.json'))) return here
  }
  return folder
}

/** Without a repository the folder alone: what stands above it is somebody else's. */
function upToRoot(folder: string): string[] {
  const folders: string[] = []
  for (let here = folder; ; here = dirname(here)) {
    folders.push(here)
    if (existsSync(join(here, '.git'))) return folders
    if (here === dirname(here)) return [folder]
  }
}
