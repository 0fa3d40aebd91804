import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const folders: string[] = []

/** A folder that lives as long as this process; two checks in one tree do not meet in it. */
export function temporaryFolder(parent: string, name: string): string {
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, `harness-${name}-`))
  folders.push(folder)
  return folder
}

/** For processes that end without an `exit` event, as a test worker does. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

process.on('exit', removeTemporaryFolders)
