// A rewind of a held session: everything that it will overwrite and write is durable, then the intent, then the files.
import {
  textContent,
  type Content,
  type EventOf,
  type FileBefore,
  type FileState,
  type Session,
} from '@harness/kernel'
import { loadFile, putBack, type FileToPutBack } from '@harness/tools'
import { keptBytes } from './kept-bytes.ts'
import type { PlannedRewind } from './plan-rewind.ts'

export interface Rewinding {
  to: number
  /** Whose changes are taken back, where it is not the session itself. */
  of?: string
  changes: readonly PlannedRewind[]
  folders: readonly string[]
}

/** How it ended. */
export type RewindEnd = EventOf<'rewind.settled'>['data']

type Started = EventOf<'rewind.started'>
type File = Started['data']['files'][number]

/** How many files are kept side by side. */
const atOnce = 16

/** Resolves when its outcome is durable. */
export async function performRewind(
  session: Session,
  { to, of, changes, folders }: Rewinding,
): Promise<RewindEnd> {
  const { artifacts } = session
  const keep = async (bytes: Uint8Array | null | undefined) =>
    bytes ? { artifact: await artifacts.put(bytes) } : {}
  const kept = async ({ path, now, folder, to: after, bytes }: PlannedRewind): Promise<File> => {
    const before: FileBefore = now
      ? { hash: now.hash, mode: now.mode, ...(await keep(now.bytes)) }
      : { hash: null, ...(folder !== undefined && { folder }) }
    const { artifact: _, folder: __, ...known } = after
    return { path, before, after: { ...known, ...(await keep(bytes)) } }
  }
  const files: File[] = []
  for (let from = 0; from < changes.length; from += atOnce) {
    files.push(...(await Promise.all(changes.slice(from, from + atOnce).map(kept))))
  }
  const data = { to, ...(of !== undefined && { session: of }), files, folders: [...folders] }
  const [started] = await session.append([{ type: 'rewind.started', data }])
  if (started?.type !== 'rewind.started') throw new Error('a rewind has not begun')
  await session.sync()
  return finishRewind(session, started)
}

/** Does what is left of one that was begun, and settles it. */
export async function finishRewind(session: Session, started: Started): Promise<RewindEnd> {
  const back: FileState[] = []
  const todo: FileToPutBack[] = []
  const faults: string[] = []
  for (const file of started.data.files) {
    const next = await leftOf(file, session)
    if (next === 'done') back.push(stateOf(file))
    else if (typeof next === 'string') faults.push(next)
    else todo.push(next)
  }
  const { folders = [] } = started.data
  const key = `${session.id}/${started.seq}`
  const { done, fault } = await putBack(todo, { key, folders })
  const paths = new Set(done)
  back.push(...started.data.files.filter(({ path }) => paths.has(path)).map(stateOf))
  if (fault) faults.push(fault.message)
  const content = toldOf(started, back)
  const ended = { files: back, ...(content && { content }) }
  const end: RewindEnd =
    faults.length === 0
      ? { kind: 'done', ...ended }
      : { kind: 'failed', message: faults.join(' '), ...ended }
  await session.append([{ type: 'rewind.settled', cause: started.seq, data: end }])
  await session.sync()
  return end
}

/** What is still to be done to a file, or a sentence that says why nothing is. */
async function leftOf(
  { path, before, after }: File,
  { artifacts }: Session,
): Promise<FileToPutBack | string> {
  const now = await loadFile(path, path)
  if (now && 'code' in now) return now.message
  const hash = now?.hash ?? null
  const isAsAfter =
    hash === after.hash && (!now || after.mode === undefined || now.mode === after.mode)
  if (isAsAfter) return 'done'
  if (hash !== before.hash) return `${path} was changed by somebody else meanwhile.`
  const bytes = await keptBytes({ artifacts }, after)
  if (bytes === undefined) return `What ${path} was is not kept any more.`
  return { path, now: hash, bytes, mode: after.mode }
}

const stateOf = ({ path, before, after }: File): FileState => ({
  path,
  hash: after.hash,
  change: after.hash === null ? 'deleted' : before.hash === null ? 'created' : 'modified',
})

/** More of them would only take the model's room. */
const mostNamed = 50

/** What the model is told, whose log says otherwise; a fork's own log ends where the files are now. */
function toldOf({ data }: Started, back: readonly FileState[]): Content | undefined {
  if (data.session !== undefined || back.length === 0) return undefined
  const named = back
    .slice(0, mostNamed)
    .map(
      ({ path, change }) => `${path}${change === 'deleted' ? ' (there is no such file now)' : ''}`,
    )
  const more = back.length - named.length
  return textContent(
    `A person put these files back to what they were earlier (after event ${data.to}), so that later changes of yours are gone:
${named.join('\n')}${more > 0 ? `\n… and ${more} more` : ''}
Read a file again before you change it.`,
  )
}
