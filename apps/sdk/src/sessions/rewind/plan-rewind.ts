import { lstat } from 'node:fs/promises'
import { dirname, isAbsolute, relative, sep } from 'node:path'
import { redactingArtifacts, type FileBefore, type Redactor, type Sessions } from '@harness/kernel'
import { loadFile, missingFolder, type LoadedFile } from '@harness/tools'
import type { RewoundFile, UncoveredCall } from '../rewind-session.ts'
import type { FileChange } from './file-change.ts'
import { orderChanges } from './order-changes.ts'
import { readDoings, type Doings } from './read-doings.ts'
import { traceBack } from './trace-back.ts'
import { keptBytes } from './kept-bytes.ts'

/** A file that is to be another. */
export interface PlannedRewind {
  path: string
  /** What it is now. */
  now: LoadedFile | null
  /** The uppermost folder that has to be made for it. */
  folder: string | undefined
  /** What is to be there, and its bytes. */
  to: FileBefore
  bytes: Uint8Array | null
}

export interface RewindPlan {
  files: readonly RewoundFile[]
  /** Those of them that are not what they are to be, and may be made so. */
  changes: readonly PlannedRewind[]
  /** Folders that tools made since, the deepest first. */
  folders: readonly string[]
  /** Rewinds that died: what they staged is of no use any more. */
  abandoned: Doings['abandoned']
  uncovered: readonly UncoveredCall[]
}

export interface Planning {
  /** The session whose changes are taken back. */
  id: string
  at: number
  force: boolean
  /** What keeps secrets out of what was kept. */
  redactor: Redactor
}

/** Looks at every file that tools changed since, and changes none. */
export async function planRewind(
  sessions: Sessions,
  { id, at, force, redactor }: Planning,
): Promise<RewindPlan> {
  const { workspace, changes, uncovered, abandoned } = await readDoings(sessions, id, at)
  const files: RewoundFile[] = []
  const planned: PlannedRewind[] = []
  for (const [path, own] of Map.groupBy(changes, (change) => change.path)) {
    const looked = await lookAt(path, { changes: own, sessions, force, redactor })
    const { action, why, planned: change } = looked
    const name = nameIn(workspace, path)
    files.push({ path, name, action, ...(why !== undefined && { why }) })
    if (change) planned.push(change)
  }
  files.sort((one, other) => (one.name < other.name ? -1 : 1))
  return { files, changes: planned, folders: madeFolders(changes), abandoned, uncovered }
}

type Looked = Pick<RewoundFile, 'action' | 'why'> & { planned?: PlannedRewind }

interface Looking {
  changes: readonly FileChange[]
  sessions: Sessions
  force: boolean
  redactor: Redactor
}

async function lookAt(
  path: string,
  { changes, sessions, force, redactor }: Looking,
): Promise<Looked> {
  const now = await loadFile(path, 'it')
  if (now && 'code' in now) return refused(now.message)
  const traced = traceBack(orderChanges(changes), now?.hash ?? null)
  if (traced.kind === 'unknown') return refused(traced.why)
  const { before, session, setsMode, lost } = traced
  if (!before || isAlready(now, before, setsMode)) return { action: 'unchanged' }
  if (isOfGit(path)) return refused("it is part of git's own state, which is never touched")
  if (lost !== undefined && !force) return refused(lost)
  const reader = await sessions.reader(session)
  const artifacts = redactingArtifacts(reader.artifacts, redactor)
  const bytes = await keptBytes({ artifacts }, before)
  if (bytes === undefined) {
    return refused('what it was is not kept, not whole, or held a secret that is not known here')
  }
  const folder = now ? undefined : await missingFolder(path)
  const isBlocked = !now && !(await lstat(dirname(folder ?? path))).isDirectory()
  if (isBlocked) return refused('what was a folder of its path is none now')
  const mode = setsMode ? before.mode : (now?.mode ?? before.mode)
  const to = { ...before, ...(mode !== undefined && { mode }) }
  return {
    action: bytes === null ? 'removed' : 'restored',
    ...(lost !== undefined && { why: lost }),
    planned: { path, now, folder, to, bytes },
  }
}

const refused = (why: string): Looked => ({ action: 'refused', why })

const isAlready = (now: LoadedFile | null, before: FileBefore, setsMode: boolean): boolean =>
  (now?.hash ?? null) === before.hash &&
  (!setsMode || before.mode === undefined || now === null || now.mode === before.mode)

/** From the folder of each file up to the uppermost that was made for it. */
function madeFolders(changes: readonly FileChange[]): string[] {
  const made = new Set<string>()
  for (const { path, before } of changes) {
    const uppermost = before?.folder
    if (uppermost === undefined || !path.startsWith(`${uppermost}${sep}`)) continue
    for (let at = dirname(path); at.length >= uppermost.length; at = dirname(at)) made.add(at)
  }
  return [...made].toSorted((one, other) => other.length - one.length)
}

/** Whatever the letters: file systems may not tell them apart. */
const isOfGit = (path: string): boolean =>
  path.split(sep).some((part) => part.toLowerCase() === '.git')

function nameIn(workspace: string | null, path: string): string {
  const inside = workspace === null ? path : relative(workspace, path)
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return (isOutside ? path : inside).split(sep).join('/')
}
