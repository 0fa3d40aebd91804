// Writing that no race leads astray. Between the look at a path and the write somebody may put a link in its place; so the
// folder is opened, what was opened is proven to be the folder that was meant, and everything is done through that.
import { constants } from 'node:fs'
import { mkdir, open, readlink, realpath, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMissing, systemError } from './fault.ts'

/** A folder held open. */
export interface HeldFolder {
  /** A path to a name in this very folder, wherever its own path leads by now. */
  at(name: string): string
  close(): Promise<void>
}

const isLinux = process.platform === 'linux'
const onlyFolder = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW

/** Opens a folder by its real path. Rejects with `EMOVED` when that leads elsewhere now. */
export async function holdFolder(path: string): Promise<HeldFolder> {
  if (!isLinux) {
    // No way to name what is in an open folder: the narrowest window there is.
    if ((await realpath(path)) !== path) throw systemError('EMOVED', path)
    return { at: (name) => join(path, name), close: async () => undefined }
  }
  const folder = await openAsIs(path, onlyFolder)
  return { at: (name) => `/proc/self/fd/${folder.fd}/${name}`, close: () => folder.close() }
}

/** The same, making what is missing of it step by step. */
export async function holdNewFolder(path: string): Promise<HeldFolder> {
  try {
    return await holdFolder(path)
  } catch (error) {
    if (!isMissing(error) || dirname(path) === path) throw error
  }
  const parent = await holdNewFolder(dirname(path))
  try {
    await mkdir(parent.at(path.slice(dirname(path).length).replace(/^[/\\]/, '')))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await parent.close()
  }
  return holdFolder(path)
}

/** Opens what stands at a real path, and nothing that a link there leads to. Rejects with `EMOVED` when it was another. */
export async function openAsIs(path: string, flags: number): Promise<FileHandle> {
  const file = await openPlainly(path, flags)
  try {
    const real = isLinux ? await readlink(`/proc/self/fd/${file.fd}`) : await realpath(path)
    // Somebody may have put a new one in its place since: what was opened is still what was meant.
    if (real === path || real === `${path} (deleted)`) return file
    throw systemError('EMOVED', path)
  } catch (error) {
    await file.close()
    throw error
  }
}

/** A link in the place of the last part is refused by the system itself. */
async function openPlainly(path: string, flags: number): Promise<FileHandle> {
  try {
    return await open(path, flags | constants.O_NOFOLLOW)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') {
      throw systemError('EMOVED', path)
    }
    throw error
  }
}
