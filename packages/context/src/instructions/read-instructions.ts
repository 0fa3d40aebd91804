import { dirname, join } from 'node:path'
import { faultOf, type Fault } from '../files/fault.ts'
import { plainText } from '../files/plain-text.ts'
import { anywhere, readText, type ReadText, type Unread } from '../files/read-text.ts'
import { beginningLines } from './beginning-lines.ts'
import type { InstructionGlob } from './find-globbed.ts'
import { foldersDown } from './folders-down.ts'
import type { InstructionDocument } from './instruction-document.ts'

export interface InstructionOptions {
  /** An absolute path. */
  workspace: string
  /** The folder that is worked in, in the workspace. Default: the workspace. */
  folder?: string
  /** The outermost folder that counts. Default: the root of the repository, or the workspace where it is in none. */
  root?: string
  /** The user's own folder, with an AGENTS.md or without. */
  home?: string
  /** More files, from configurations. */
  globs?: readonly InstructionGlob[]
}

export interface Instructions {
  /** The later, the nearer: the user's, those of patterns, then from the repository's root down. */
  documents: InstructionDocument[]
  faults: Fault[]
}

/** Bytes of one document. */
const mostOfOne = 32 * 1024
const mostOfAll = 64 * 1024
/** A beginning that is shorter says nothing. */
const leastRoom = 1024

interface Found extends InstructionDocument {
  /** Of the whole text; of more than `text` when the file was cut as it was read. */
  bytes: number
}

/**
 * Reads the instructions for a folder: AGENTS.md of the user, of each folder from the repository's root down (CLAUDE.md
 * where a folder has none), and what patterns find. At most 32 KiB a file and 64 KiB in all: the user's and the nearest
 * have room first. A file that was cut or cannot be read is a fault; never rejects for what files hold. A link of a
 * repository is followed inside it only. A file that is reached twice is read once.
 */
export async function readInstructions(options: InstructionOptions): Promise<Instructions> {
  const faults: Fault[] = []
  const found = new Map<string, Found>()
  const add = (path: string, source: Found['source'], read: ReadText | Unread) => {
    if ('why' in read) faults.push(faultOf(path, 'error', read.why))
    else if (!found.has(read.identity)) found.set(read.identity, foundOf(path, source, read))
  }
  const { workspace, folder = workspace, home, globs = [] } = options
  if (home !== undefined) {
    const path = join(home, 'AGENTS.md')
    const read = await readDocument(path, anywhere)
    if (!isMissing(read)) add(path, 'user', read)
  }
  for (const glob of globs) {
    // Most have none, and the library need not be loaded.
    const { findGlobbed } = await import('./find-globbed.ts')
    for (const { path, within } of await findGlobbed(glob, faults)) {
      add(path, 'pattern', await readDocument(path, within))
    }
  }
  const folders = await foldersDown(workspace, folder, options.root)
  for (const each of folders) {
    for (const name of ['AGENTS.md', 'CLAUDE.md']) {
      const path = join(each, name)
      const read = await readDocument(path, folders[0] ?? dirname(path))
      if (isMissing(read)) continue
      add(path, 'project', read)
      break
    }
  }
  return { documents: fit([...found.values()], faults), faults }
}

const readDocument = (path: string, within: string) =>
  readText(path, { within, most: mostOfOne, larger: 'cut' })

const isMissing = (read: ReadText | Unread) =>
  'why' in read && (read.code === 'ENOENT' || read.code === 'ENOTDIR')

function foundOf(path: string, source: Found['source'], read: ReadText): Found {
  const text = plainText(read.text)
  const unread = read.bytes - Buffer.byteLength(read.text)
  return { path, source, text, bytes: Buffer.byteLength(text) + unread }
}

/** Cuts what is too long. The user's and the nearest have room first; what has none is left out. */
function fit(all: readonly Found[], faults: Fault[]): InstructionDocument[] {
  const found = all.filter(({ text }) => text.trim() !== '')
  const users = found.filter(({ source }) => source === 'user')
  const nearest = found.filter(({ source }) => source === 'project').toReversed()
  const others = found.filter(({ source }) => source === 'pattern')
  const documents = new Map<Found, InstructionDocument>()
  let room = mostOfAll
  for (const each of [...users, ...nearest, ...others]) {
    const { path, source, bytes } = each
    const text = firstLines(each, room)
    const used = Buffer.byteLength(text)
    room -= used
    if (used < bytes) faults.push(faultOf(path, 'warning', shortened(used, bytes)))
    if (used === 0) continue
    const notice = used < bytes ? `\n\n[${bytes - used} bytes of this file are left out here.]` : ''
    documents.set(each, { path, text: text.trim() + notice, source })
  }
  return found.flatMap((each) => documents.get(each) ?? [])
}

function firstLines({ text, bytes }: Found, room: number): string {
  const most = Math.min(mostOfOne, room)
  const isWhole = Buffer.byteLength(text) === bytes
  if (isWhole && bytes <= most) return text
  return most < leastRoom ? '' : beginningLines(text, most)
}

const shortened = (used: number, bytes: number) =>
  `has ${bytes} bytes; the first ${used} are used. Of one file there is room for ${mostOfOne}, of all together for ${mostOfAll}. Make it shorter.`
