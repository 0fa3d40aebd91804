import { lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { isAstray, repositoryParts } from './repository-parts.ts'
import { isSecret } from '../shell/is-secret.ts'

/** Something that decides what programs run outside of the sandbox: a repository's inside, the harness's configuration. */
export interface GuardedPlace {
  /** What would be moved to take its effect away: the folder, or the `HEAD` of a repository without a working tree. */
  path: string
  /** What is to be read-only. */
  whole: string
  isLink: boolean
  /** A repository that takes commits: only the parts of it that are places of their own are read-only. */
  takesCommits?: true
  /** The same however it is moved about. */
  identity: string
}

export interface GuardedPlaces {
  places: GuardedPlace[]
  /** Files that hold secrets by their names, and links that are called so. */
  secrets: string[]
  /** Whether every folder was looked into. */
  isComplete: boolean
}

export interface Guarding {
  /** Whether repositories take commits. */
  commits?: boolean | undefined
}

/** What one folder holds. */
interface Look {
  guarded: readonly { path: string; whole: string }[]
  folders: readonly string[]
  secrets: readonly string[]
}

interface Folder {
  path: string
  /** Whether it is one of a repository that takes commits. */
  isInside: boolean
}

const names = new Set(['.git', '.harness'])
const mostFolders = 250_000
/** How long other work waits for this, in milliseconds. */
const slice = 8
/** A folder changed twice within a tick of the file system's clock shows one time. */
const tick = 50

/**
 * Finds every guarded place of a folder, those of nested repositories included. Follows no link. Folders that have not
 * changed since the last time are not read again: their change time is set by the system alone.
 */
export function guardFinder(): (root: string, how?: Guarding) => Promise<GuardedPlaces> {
  const known = new Map<string, Look & { changed: string }>()
  const look = ({ path: folder, isInside }: Folder): Look | undefined => {
    const stats = lstatIfThere(folder)
    if (!stats?.isDirectory()) return nothing
    const changed = `${stats.ino} ${stats.ctimeMs}`
    const kept = known.get(folder)
    if (kept?.changed === changed) return kept
    const found = isInside ? lookInside(folder) : lookInto(folder)
    known.delete(folder)
    const isSettled = Date.now() - stats.ctimeMs > tick
    if (found && isSettled) known.set(folder, { ...found, changed })
    return found
  }
  return (root, { commits = false } = {}) => walk(root, commits, look)
}

const nothing: Look = { guarded: [], folders: [], secrets: [] }

async function walk(
  root: string,
  commits: boolean,
  look: (folder: Folder) => Look | undefined,
): Promise<GuardedPlaces> {
  const places: GuardedPlace[] = []
  const secrets: string[] = []
  const top = { path: root, isInside: false }
  const waiting: Folder[] = [top]
  let isComplete = true
  let until = performance.now() + slice
  for (let next = 0; next < waiting.length; next += 1) {
    if (next >= mostFolders) return { places, secrets, isComplete: false }
    if (performance.now() > until) {
      await setImmediate()
      until = performance.now() + slice
    }
    const folder = waiting[next] ?? top
    const found = look(folder)
    isComplete &&= found !== undefined
    for (const { path, whole } of found?.guarded ?? []) {
      const [place] = placeAt(path, whole)
      if (!place) continue
      const open = commits && !folder.isInside && isRepository(path) ? insideOf(place) : undefined
      places.push(...(open?.places ?? [place]))
      waiting.push(...(open?.folders ?? []))
    }
    secrets.push(...(found?.secrets ?? []))
    const { isInside } = folder
    waiting.push(...(found?.folders ?? []).map((path) => ({ path, isInside })))
  }
  return { places, secrets, isComplete }
}

const isRepository = (path: string) =>
  basename(path) === '.git' && lstatIfThere(path)?.isDirectory() === true

/** A repository that takes commits, what of it does not change, and where there may be more of that. */
function insideOf(place: GuardedPlace): { places: GuardedPlace[]; folders: Folder[] } {
  const { deciding, astray, folders } = repositoryParts(place.path)
  return {
    places: [
      { ...place, takesCommits: true as const },
      ...deciding.flatMap((part) => partAt(part, place)),
      ...astray.flatMap((part) => placeAt(part, part)),
    ],
    folders: folders.map((path) => ({ path, isInside: true })),
  }
}

/**
 * What is read-only cannot be replaced from inside: it is the same by its name, also when somebody outside writes it anew. A
 * link cannot be held.
 */
const partAt = (path: string, { identity }: GuardedPlace): GuardedPlace[] =>
  placeAt(path, path).map((part) =>
    part.isLink ? part : { ...part, identity: `${identity}/${basename(path)}` },
  )

/** Undefined when it may not be read. */
function lookInside(folder: string): Look | undefined {
  const entries = entriesOf(folder)
  if (!entries) return undefined
  const pathOf = ({ name }: Dirent) => join(folder, name)
  return {
    guarded: entries
      .filter(isAstray)
      .map((entry) => ({ path: pathOf(entry), whole: pathOf(entry) })),
    folders: entries.filter((entry) => entry.isDirectory() && !isAstray(entry)).map(pathOf),
    secrets: [],
  }
}

/** Undefined when it may not be read. */
function lookInto(folder: string): Look | undefined {
  const entries = entriesOf(folder)
  if (!entries) return undefined
  if (isBare(entries)) {
    return { guarded: [{ path: join(folder, 'HEAD'), whole: folder }], folders: [], secrets: [] }
  }
  const isGuarded = ({ name }: Dirent) => names.has(name.toLowerCase())
  const guarded = entries.filter(isGuarded).map(({ name }) => join(folder, name))
  const folders = entries.filter((entry) => entry.isDirectory() && !isGuarded(entry))
  return {
    guarded: guarded.map((path) => ({ path, whole: path })),
    folders: folders.map(({ name }) => join(folder, name)),
    secrets: entries
      .filter((entry) => isSecret(entry.name) && !entry.isDirectory())
      .map(({ name }) => join(folder, name)),
  }
}

/** What git takes for a repository's inside when it is started there; see gitrepository-layout(5). */
function isBare(entries: readonly Dirent[]): boolean {
  const has = (wanted: string) => entries.some(({ name }) => name === wanted)
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')))
}

/** Commands go on while we look: what is gone again is passed over. */
function placeAt(path: string, whole: string): GuardedPlace[] {
  const stats = lstatIfThere(path)
  if (!stats) return []
  // Numbers are given out again: the time of birth tells the next one apart.
  const identity = `${stats.dev}:${stats.ino}:${stats.birthtimeMs}`
  return [{ path, whole, isLink: stats.isSymbolicLink(), identity }]
}

function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function entriesOf(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? [] : undefined
  }
}
