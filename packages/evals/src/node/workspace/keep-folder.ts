import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'

/** Makes sure that a workspace is a folder of its own again, whatever its subject put in its place, or that it is empty. */
export function keepFolder(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats?.isDirectory()) {
    if ((stats.mode & 0o700) !== 0o700) chmodSync(path, stats.mode | 0o700)
    return
  }
  if (stats) rmSync(path)
  mkdirSync(path)
}
