import { join } from 'node:path'
import { faultIn, faultOf, type Fault } from '../files/fault.ts'
import { readText } from '../files/read-text.ts'
import { sortedEntries } from '../files/sorted-entries.ts'
import type { SourceFolder } from '../files/source-folder.ts'
import type { Command } from './command.ts'

export interface Commands {
  /** In order of folder, then of name. No two have one name. */
  commands: Command[]
  faults: Fault[]
}

const mostBytes = 256 * 1024
const mostFiles = 200
const mostEntries = 2000
const mostDepth = 4
const mayBeTyped = /^[\p{L}\p{N}_.-]+$/u

/**
 * Reads the commands of folders: each `*.md` in one and in the folders in it, four deep. Of two of one name the first
 * stands. A bad file is a fault and the others are read; nothing of a file is run, and nothing it holds makes this reject.
 * A link to a file is followed as long as it stays in the folder. At most 200 files a folder, 256 KiB a file.
 */
export async function readCommands(folders: readonly SourceFolder[]): Promise<Commands> {
  const read: Commands = { commands: [], faults: [] }
  for (const { path: folder, source, within = folder } of folders) {
    for (const below of await filesOf(folder, read.faults)) {
      const path = join(folder, ...below)
      const name = below.join(':').replace(/\.md$/i, '')
      if (!name.split(':').every((part) => mayBeTyped.test(part))) {
        const why = 'has a name nobody can type as a command. Use letters, digits, -, _ and dots.'
        read.faults.push(faultOf(path, 'error', why))
        continue
      }
      const text = await readText(path, { within, most: mostBytes })
      if ('why' in text) {
        read.faults.push(faultOf(path, 'error', text.why))
        continue
      }
      // YAML is a large part of what starting would cost, and most folders have no commands.
      const { parseCommand } = await import('./parse-command.ts')
      const { command, faults } = parseCommand(text.text, { name, path, source })
      read.faults.push(...faults)
      if (command) add(command, read)
    }
  }
  return read
}

function add(command: Command, { commands, faults }: Commands): void {
  const first = commands.find(({ name }) => name === command.name)
  if (!first) return void commands.push(command)
  const message = `there is a command ${command.name} in ${first.source} already, which stands. Rename one.`
  faults.push(faultIn(command.path, 'warning', { message }))
}

/** Paths in parts, sorted. */
async function filesOf(folder: string, faults: Fault[]): Promise<string[][]> {
  const search: Search = { folder, faults, files: [], entries: 0 }
  await searchIn([], search)
  const { files, entries } = search
  if (entries > mostEntries) {
    faults.push(
      faultOf(folder, 'warning', `has over ${mostEntries} files; the others are not read.`),
    )
  }
  if (files.length > mostFiles) {
    const why = `has ${files.length} commands; the first ${mostFiles} are read. Move the others.`
    faults.push(faultOf(folder, 'warning', why))
  }
  return files.slice(0, mostFiles)
}

interface Search {
  folder: string
  faults: Fault[]
  files: string[][]
  entries: number
}

async function searchIn(below: readonly string[], search: Search): Promise<void> {
  const folder = join(search.folder, ...below)
  const refused = (why: string) => search.faults.push(faultOf(folder, 'error', why))
  for (const entry of await sortedEntries(folder, refused)) {
    search.entries += 1
    if (search.entries > mostEntries) return
    const path = [...below, entry.name]
    if (entry.isDirectory()) {
      if (path.length < mostDepth && !/^(\.|node_modules$)/.test(entry.name)) {
        await searchIn(path, search)
      }
    } else if (/\.md$/i.test(entry.name)) search.files.push(path)
  }
}
