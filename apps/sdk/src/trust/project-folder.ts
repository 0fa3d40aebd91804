import { lstat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The nearest folder from `folder` up to its repository's root that has a `.harness`; without one, the folder itself. */
export async function projectFolder(folder: string): Promise<string> {
  for (let here = folder; ; here = dirname(here)) {
    if (await exists(join(here, '.harness'))) return here
    if ((await exists(join(here, '.git'))) || here === dirname(here)) return folder
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch {
    return false
  }
}
