import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { EvalCase } from '../suite/suite.ts'

/**
 * Tells a case from a later version of itself: a digest of all it says, and of every file of its workspace, by path, kind,
 * whether it may be run, and content. `folder` is the suite's. How often it is tried, what it is called, and its tags are
 * not in it: they change nothing of what is asked. Rejects as the file system does.
 */
export async function caseHash(theCase: EvalCase, folder: string): Promise<string> {
  const { id: _id, repeats: _repeats, tags: _tags, workspace, ...said } = theCase
  const hash = createHash('sha256').update(JSON.stringify(said))
  if (workspace !== null) await addFolder(hash, resolve(folder, workspace), '')
  return `sha256:${hash.digest('hex')}`
}

async function addFolder(hash: Hash, folder: string, inner: string): Promise<void> {
  const names = (await readdir(join(folder, inner))).toSorted()
  for (const name of names) {
    const path = inner === '' ? name : `${inner}/${name}`
    const whole = join(folder, path)
    const found = await lstat(whole)
    const kind = found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'file'
    const runs = kind === 'file' && (found.mode & 0o111) !== 0
    hash.update(`\0${kind}\0${path}\0${runs}\0${kind === 'file' ? found.size : ''}\0`)
    if (kind === 'folder') await addFolder(hash, folder, path)
    else if (kind === 'link') hash.update(await readlink(whole))
    else if (found.isFile()) {
      for await (const chunk of createReadStream(whole)) hash.update(chunk)
    }
  }
}
