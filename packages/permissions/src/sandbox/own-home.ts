import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Texts by the names of their files. */
export type HomeFiles = () => Promise<Readonly<Record<string, string>>>

interface OwnFolders {
  scratch: string
  homeFiles?: HomeFiles
}

/** Makes the folders that outlive a command. What commands did to their home stays: files are written only when it is made. */
export async function makeOwnFolders({ scratch, homeFiles }: OwnFolders): Promise<void> {
  mkdirSync(join(scratch, 'tmp'), { recursive: true, mode: 0o700 })
  const home = join(scratch, 'home')
  if (mkdirSync(home, { recursive: true, mode: 0o700 }) === undefined) return
  for (const [name, text] of Object.entries((await homeFiles?.()) ?? {})) {
    // Another command may be in it by now: what it put there, a link too, is left alone.
    try {
      writeFileSync(join(home, name), text, { flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
