import { realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import picomatch from 'picomatch'
import { faultIn, type Fault } from '../files/fault.ts'
import { fileErrorCode } from '../files/file-error-code.ts'
import { isBelow } from '../files/is-below.ts'
import { anywhere, isWithin } from '../files/read-text.ts'
import { sortedEntries } from '../files/sorted-entries.ts'

/** A pattern of a configuration: `docs/rules/*.md`, or an absolute one. */
export interface InstructionGlob {
  pattern: string
  /** What it is relative to, an absolute path. */
  folder: string
  /** The pattern is the user's own, and may lead out of `folder`. A link of the folder may not. */
  anywhere?: boolean
}

export interface GlobbedFile {
  path: string
  /** The folder that links may lead into. */
  within: string
}

const mostEntries = 10_000
const mostFiles = 100
const mostDepth = 12
const passedOver = new Set(['.git', 'node_modules'])

/** The files of a pattern, sorted. One that is no pattern, leads out of its folder or finds nothing is a fault. */
export async function findGlobbed(glob: InstructionGlob, faults: Fault[]): Promise<GlobbedFile[]> {
  const warn = (why: string) => {
    const { pattern, folder } = glob
    const message = `the pattern ${JSON.stringify(pattern)} ${why}`
    faults.push(faultIn(folder, 'warning', { key: 'instructions', message }))
  }
  const parts = partsOf(glob.pattern)
  if (!parts) {
    warn('is none. Write it shorter, with fewer stars.')
    return []
  }
  const start = resolve(glob.folder, parts.base)
  // What a user names elsewhere is theirs; what is in the folder may be a stranger's, whoever asks for it.
  const within = glob.anywhere && !isBelow(glob.folder, start) ? anywhere : glob.folder
  const place = await placeOf(start, within)
  if (place === 'outside') {
    warn("leads out of its folder; not read. Only a user's own may.")
    return []
  }
  const walk: Walk = { files: [], entries: 0 }
  if (place === 'inside' && parts.rest === '') walk.files.push(start)
  else if (place === 'inside') await walkDown({ folder: start, below: '' }, parts.depth, walk)
  if (walk.entries > mostEntries) warn(`has over ${mostEntries} files to look at. Name a folder.`)
  const { isMatch } = parts
  const files = walk.files.filter((path) => path === start || isMatch(path)).toSorted()
  if (files.length === 0) warn('finds no file. Correct it, or take it out.')
  if (files.length > mostFiles) warn(`finds ${files.length} files; ${mostFiles} are read.`)
  return files.slice(0, mostFiles).map((path) => ({ path: resolve(start, path), within }))
}

interface Parts {
  /** Without a star. */
  base: string
  /** The pattern below the base; empty when the base is a file. */
  rest: string
  depth: number
  isMatch(path: string): boolean
}

/** Every further star of a name multiplies the ways to try; a group that repeats, or many choices, have no end of them. */
const isWild = (name: string) =>
  (name.match(/\*+/g) ?? []).length > 4 ||
  (name.match(/\{/g) ?? []).length > 1 ||
  /[()+|]/.test(name)

function partsOf(pattern: string): Parts | undefined {
  const plain = pattern.replace(/^(\.\/)+/, '')
  if (plain === '' || plain.length > 500 || plain.startsWith('!')) return undefined
  if (plain.split('/').some(isWild)) return undefined
  try {
    const { base, glob: rest } = picomatch.scan(plain)
    const depth = rest.includes('**') ? mostDepth : rest.split('/').length
    const isMatch = rest === '' ? () => false : picomatch(rest, { noextglob: true })
    return { base, rest, depth, isMatch }
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

async function placeOf(start: string, within: string): Promise<'inside' | 'outside' | 'nowhere'> {
  try {
    return (await isWithin(await realpath(start), within)) ? 'inside' : 'outside'
  } catch (error) {
    fileErrorCode(error)
    return 'nowhere'
  }
}

interface Walk {
  /** Relative to where it began, with slashes. */
  files: string[]
  entries: number
}

/** Links to folders are not gone into. */
async function walkDown(
  at: { folder: string; below: string },
  depth: number,
  walk: Walk,
): Promise<void> {
  for (const entry of await sortedEntries(at.folder)) {
    walk.entries += 1
    if (walk.entries > mostEntries) return
    const below = at.below === '' ? entry.name : `${at.below}/${entry.name}`
    if (!entry.isDirectory()) walk.files.push(below)
    else if (depth > 1 && !passedOver.has(entry.name)) {
      await walkDown({ folder: join(at.folder, entry.name), below }, depth - 1, walk)
    }
  }
}
