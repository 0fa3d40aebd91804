import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Hash, ToolContext } from '@harness/kernel'
import { isMissing, type Fault } from './fault.ts'
import { hashOf } from './hash-of.ts'
import { loadFile, type LoadedFile } from './load-file.ts'
import { missingFolder } from './missing-folder.ts'
import type { FileChange, Plan, Planner } from './plan.ts'
import { resolvePath, type Place } from './resolve-path.ts'

/** One file of a plan: where it really is, and what it is before and after. */
export interface PlannedFile {
  /** As the model wrote it. */
  name: string
  place: Place
  before: LoadedFile | null
  after: Uint8Array | null
  hash: Hash | null
  mode: number | undefined
  /** The uppermost folder that has to be made for it. */
  folder: string | undefined
}

export interface PlannedFiles {
  /** In the order they were first named; only those that become another. */
  files: readonly PlannedFile[]
  plan: Plan
}

export interface Planning extends Pick<ToolContext, 'workspace' | 'seen'> {
  /** Why a file that is there may not be changed. */
  check?(file: LoadedFile, place: Place, name: string): Fault | undefined
}

/** Runs a planner over the files as they are now. */
export async function planFiles(
  planner: Planner,
  planning: Planning,
): Promise<PlannedFiles | Fault> {
  const { workspace } = planning
  const look = lookOnce(planning)
  const plan = await planner({
    load: async (path) => {
      const seen = await look(path)
      return 'code' in seen ? seen : seen.file
    },
  })
  const files = new Map<string, PlannedFile>()
  for (const change of plan.changes) {
    const seen = await look(change.path)
    if ('code' in seen) return seen
    if (change.bytes === null && (await isLink(workspace, change.path))) return link(change.path)
    files.set(seen.place.path, planned(change, seen))
  }
  const changed = [...files.values()].filter(({ before, hash }) => (before?.hash ?? null) !== hash)
  for (const file of changed) {
    if (file.before === null) file.folder = await missingFolder(file.place.path)
  }
  return { files: changed, plan }
}

/** Whoever deletes a link does not mean what it leads to. */
async function isLink(workspace: string, path: string): Promise<boolean> {
  try {
    return (await lstat(resolve(workspace, path))).isSymbolicLink()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

const link = (path: string): Fault => ({
  code: 'is_link',
  message: `${path} is a symbolic link: it is not deleted or moved here. Use a command.`,
})

interface Seen {
  place: Place
  file: LoadedFile | null
}

/** What stands at a path, by its real path: a file that is named in two ways is one file. */
function lookOnce({ workspace, check, seen }: Planning): (path: string) => Promise<Seen | Fault> {
  const files = new Map<string, Promise<LoadedFile | null | Fault>>()
  const load = async (path: string, name: string) => {
    const file = await loadFile(path, name)
    return file && 'hash' in file ? { ...file, isSeen: seen(path) === file.hash } : file
  }
  return async (path) => {
    const place = await resolvePath(workspace, path)
    if ('code' in place) return place
    const loading = files.get(place.path) ?? load(place.path, path)
    files.set(place.path, loading)
    const file = await loading
    if (file && 'code' in file) return file
    return (file && check?.(file, place, path)) ?? { place, file }
  }
}

function planned({ path, bytes, mode }: FileChange, { place, file }: Seen): PlannedFile {
  return {
    name: path,
    place,
    before: file,
    after: bytes,
    hash: bytes && hashOf(bytes),
    mode: file?.mode ?? mode,
    folder: undefined,
  }
}
