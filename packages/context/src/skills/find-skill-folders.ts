import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { faultOf, type Fault } from '../files/fault.ts'
import { fileErrorCode } from '../files/file-error-code.ts'
import { isWithin } from '../files/read-text.ts'
import { sortedEntries } from '../files/sorted-entries.ts'
import type { SourceFolder } from '../files/source-folder.ts'
import { findSkillFile } from './find-skill-file.ts'

export interface SkillFolder {
  /** Without links. */
  folder: string
  /** Of its SKILL.md. */
  path: string
}

const mostSkills = 200
const mostLooks = 2000
const passedOver = /^(\.|node_modules$)/

/** The folders with a SKILL.md in a folder, or in a folder in it; in order of their paths. */
export async function findSkillFolders(
  { path, within = path }: SourceFolder,
  faults: Fault[],
): Promise<SkillFolder[]> {
  const search: Search = { within, faults, found: [], looks: 0 }
  await searchIn(path, 2, search)
  const { found, looks } = search
  if (looks > mostLooks) {
    faults.push(faultOf(path, 'warning', `has over ${mostLooks} folders; the others are not read.`))
  }
  if (found.length > mostSkills) {
    const why = `has ${found.length} skills; the first ${mostSkills} are read. Move the others.`
    faults.push(faultOf(path, 'warning', why))
  }
  return found.slice(0, mostSkills)
}

interface Search {
  within: string
  faults: Fault[]
  found: SkillFolder[]
  looks: number
}

async function searchIn(folder: string, depth: number, search: Search): Promise<void> {
  const refused = (why: string) => search.faults.push(faultOf(folder, 'error', why))
  for (const entry of await sortedEntries(folder, refused)) {
    const isOne = entry.isDirectory() || entry.isSymbolicLink()
    if (!isOne || passedOver.test(entry.name)) continue
    search.looks += 1
    if (search.looks > mostLooks) return
    const path = join(folder, entry.name)
    const real = await attempt(path, search, () => realpath(path))
    if (real === undefined) continue
    const isInside = await attempt(path, search, () => isWithin(real, search.within))
    if (entry.isSymbolicLink() && !isInside) {
      search.faults.push(faultOf(path, 'error', 'is a link that leaves its folder; not read.'))
      continue
    }
    const file = await attempt(path, search, () => findSkillFile(real))
    if (file !== undefined) {
      search.found.push({ folder: real, path: join(real, file) })
    } else if (depth > 1 && entry.isDirectory()) await searchIn(path, depth - 1, search)
  }
}

/** What is no folder, or is gone, has no skills; one that may not be read is told. */
async function attempt<Value>(
  path: string,
  { faults }: Search,
  act: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await act()
  } catch (error) {
    const code = fileErrorCode(error)
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      faults.push(faultOf(path, 'error', `cannot be read (${code}). Check who may.`))
    }
    return undefined
  }
}
