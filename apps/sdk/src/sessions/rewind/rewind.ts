import { readdir } from 'node:fs/promises'
import { openSession, type Session } from '@harness/kernel'
import { systemRuntime } from '@harness/kernel/node'
import { discardStaged } from '@harness/tools'
import { requireBegun } from '../../session/begin-session.ts'
import { whereFree } from '../../session/hold.ts'
import { knownId } from '../../session/known.ts'
import { openStore, type Store } from '../../session/open-store.ts'
import { redactorFor } from '../../setup/redactor-for.ts'
import type { Rewound, RewindOptions } from '../rewind-session.ts'
import { finishRewind, performRewind, type RewindEnd } from './perform-rewind.ts'
import { planRewind, type Planning, type RewindPlan } from './plan-rewind.ts'

const afterwards = ' Its files can be put back once that process has let it go.'

export async function rewind(piece: string, options: RewindOptions): Promise<Rewound> {
  const { at, force = false, dryRun = false, ...place } = options
  const store = await openStore(place)
  const id = await knownId(store, piece)
  const redactor = await redactorFor(store, id)
  const planning = { id, at, force, redactor }
  if (dryRun) {
    const plan = await planRewind(store.sessions, planning)
    return { session: id, at, kind: 'planned', files: plan.files, uncovered: plan.uncovered }
  }
  const held = await whereFree(id, () => store.sessions.open(id), afterwards)
  try {
    const session = await openSession(held, { runtime: systemRuntime, redactor })
    requireBegun(session)
    return await rewindHeld(store, { session, ...planning })
  } finally {
    await held.close()
  }
}

async function rewindHeld(
  { sessions }: Store,
  { session, id, at, force, redactor }: { session: Session } & Planning,
): Promise<Rewound> {
  const finished = await finishBegun(session)
  const plan = await planRewind(sessions, { id, at, force, redactor })
  const { uncovered, changes, folders } = plan
  const files = plan.files.map((file) => {
    const action = finished.get(file.path)
    return action && file.action === 'unchanged' ? { ...file, action } : file
  })
  const told = { session: id, at, files, uncovered }
  if (!force && isRefused(plan)) return { ...told, kind: 'refused' }
  for (const { seq, data } of plan.abandoned) {
    for (const { path } of data.files) await discardStaged(path, `${id}/${seq}`)
  }
  if (changes.length === 0 && !(await hasEmpty(folders))) return { ...told, kind: 'done' }
  const end = await performRewind(session, { to: at, changes, folders })
  if (end.kind !== 'failed') return { ...told, kind: 'done' }
  return { ...told, kind: 'failed', message: end.message, files: reached({ files, changes }, end) }
}

/** One that was interrupted is finished, whatever comes next. Answers what was done to which file, by path. */
async function finishBegun(session: Session): Promise<Map<string, 'restored' | 'removed'>> {
  const done = new Map<string, 'restored' | 'removed'>()
  for (const intent of session.state.open) {
    if (intent.type !== 'rewind.started') continue
    const end = await finishRewind(session, intent)
    const files = 'files' in end ? end.files : []
    for (const { path, hash } of files) done.set(path, hash === null ? 'removed' : 'restored')
  }
  return done
}

const isRefused = ({ files }: Pick<RewindPlan, 'files'>): boolean =>
  files.some(({ action }) => action === 'refused')

/** Whether one of the folders is there, and nothing is in it. */
async function hasEmpty(folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => undefined)
    if (names?.length === 0) return true
  }
  return false
}

/** What was not done of a plan is told as refused. */
function reached({ files, changes }: Pick<RewindPlan, 'files' | 'changes'>, end: RewindEnd) {
  const done = new Set('files' in end ? end.files.map(({ path }) => path) : [])
  const left = new Set(changes.flatMap(({ path }) => (done.has(path) ? [] : path)))
  return files.map((file) =>
    left.has(file.path)
      ? { ...file, action: 'refused' as const, why: 'it was not put back' }
      : file,
  )
}
