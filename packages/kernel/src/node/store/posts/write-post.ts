import { join } from 'node:path'
import type { Post } from '../../../ports/sessions.ts'
import type { Disk } from '../disk/disk.ts'
import { writeFile } from '../disk/write-file.ts'
import { newPostName, postSuffix } from './stored-post.ts'

/** Puts a post into its folder, durably. A post that waits there already is not put again. */
export async function writePost(disk: Disk, folder: string, post: Post): Promise<void> {
  const waiting = (await disk.list(folder)).some((name) => name.endsWith(postSuffix(post.id)))
  if (waiting) return disk.syncFolder(folder)
  const bytes = Buffer.from(`${JSON.stringify(post)}\n`)
  await writeFile(disk, join(folder, newPostName(post.id)), { bytes, durable: true })
}
