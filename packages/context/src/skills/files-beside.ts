import { join } from 'node:path'
import { plainLine } from '../files/plain-text.ts'
import { sortedEntries } from '../files/sorted-entries.ts'

const mostFiles = 60
const mostEntries = 2000
const mostDepth = 4
const passedOver = /^(\.|node_modules$|__pycache__$|skill\.md$)/i

/** The files of a skill beside its SKILL.md, relative, sorted; at most 60, and whether there are more. */
export async function filesBeside(folder: string): Promise<{ files: string[]; isCut: boolean }> {
  const walk: Walk = { files: [], entries: 0 }
  await walkDown(folder, '', walk)
  const files = walk.files.slice(0, mostFiles)
  return { files, isCut: files.length < walk.files.length || walk.entries > mostEntries }
}

interface Walk {
  files: string[]
  entries: number
}

/** Links are neither followed nor named. */
async function walkDown(folder: string, below: string, walk: Walk): Promise<void> {
  for (const entry of await sortedEntries(join(folder, below))) {
    walk.entries += 1
    if (walk.entries > mostEntries || walk.files.length > mostFiles) return
    if (passedOver.test(entry.name)) continue
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isFile()) walk.files.push(plainLine(path))
    else if (entry.isDirectory() && path.split('/').length < mostDepth) {
      await walkDown(folder, path, walk)
    }
  }
}
