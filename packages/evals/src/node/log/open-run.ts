import { existsSync, readdirSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { KernelError, kernelVersion, openSession, type SessionStore } from '@harness/kernel'
import { fileSessions, isSessionId, newSessionId } from '@harness/kernel/node'
import { EvalsError } from '../../evals-error.ts'
import { EvalFold } from '../../record/eval-fold.ts'
import { errorCode } from '../error-code.ts'
import type { EvalOptions } from '../eval-options.ts'
import { outsideWorkspaces, SourceFolders } from '../workspace/source-folders.ts'
import { planOf, type Plan } from './plan-of.ts'
import { RunLog } from './run-log.ts'
import { whatDiffers } from './what-differs.ts'

/** A run that this process writes. */
export interface OpenedRun {
  /** A real path. */
  folder: string
  log: RunLog
  sources: SourceFolders
}

/**
 * Begins a run in a folder that is empty or not there, or takes the one that stands there.
 *
 * @throws EvalsError `bad_folder` when something else, another suite or another subject stands there, or when somebody
 * writes it.
 */
export async function openRun(options: EvalOptions): Promise<OpenedRun> {
  const folder = await folderFor(options.folder)
  const sources = new SourceFolders(outsideWorkspaces(folder, options.suite))
  const plan = await planOf(options.suite, sources)
  const store = await storeIn(folder, options)
  try {
    const session = await openSession(store, { runtime: options.runtime })
    const fold = new EvalFold()
    for await (const event of store.events.read(1)) fold.add(event)
    const log = new RunLog(session, fold)
    if (session.state.seq === 0) await begin(options, { log, plan })
    else requireSame(options, { log, plan })
    return { folder, log, sources }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function folderFor(given: string): Promise<string> {
  const folder = resolve(given)
  const names = namesIn(folder)
  if (names.length > 0 && !names.includes('log')) {
    throw new EvalsError(
      'bad_folder',
      `${folder} holds something that is no run of an eval (${names.slice(0, 3).join(', ')}): name a folder that is empty or not there.`,
    )
  }
  try {
    await mkdir(join(folder, 'log'), { recursive: true })
    return await realpath(folder)
  } catch (error) {
    throw unusable(folder, error)
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw unusable(folder, error)
  }
}

const unusable = (folder: string, error: unknown) =>
  new EvalsError(
    'bad_folder',
    `${folder} cannot be the folder of a run (${errorCode(error) ?? String(error)}): name one that is empty or not there.`,
    { cause: error },
  )

/** The one session of the run. One that a crash left before its log was there is made again. */
async function storeIn(folder: string, { runtime }: EvalOptions): Promise<SessionStore> {
  const home = join(folder, 'log')
  const sessions = fileSessions({ home, command: 'harness eval' })
  const ids = namesIn(join(home, 'sessions')).filter(isSessionId)
  if (ids.length > 1) {
    throw new EvalsError(
      'bad_folder',
      `${home} holds ${ids.length} sessions, and a run has one: name the folder of a run, or one that is empty.`,
    )
  }
  const [id = newSessionId(runtime)] = ids
  const isThere = existsSync(join(home, 'sessions', id, 'log.jsonl'))
  try {
    return await (isThere ? sessions.open(id) : sessions.create(id))
  } catch (error) {
    if (!(error instanceof KernelError) || error.code !== 'session_held') throw error
    throw new EvalsError(
      'bad_folder',
      `The run in ${folder} is under way in another process: wait until it is done, or stop it there. ${error.message}`,
      { cause: error },
    )
  }
}

interface Beginning {
  log: RunLog
  plan: Plan
}

/** One append: a run has begun, or there is none. */
async function begin({ suite, subject }: EvalOptions, { log, plan }: Beginning): Promise<void> {
  const { file, source, folder } = suite
  const about = { name: suite.suite.name, source, folder }
  await log.begin({
    version: 1,
    suite: { ...about, file: await log.put(file) },
    subject: { name: subject.name, facts: { ...subject.facts } },
    harness: kernelVersion,
    plan,
  })
}

function requireSame(options: EvalOptions, { log, plan }: Beginning): void {
  const { begun } = log.state
  const differences = begun ? whatDiffers(begun, options, plan) : ['it is no run of an eval']
  if (differences.length === 0) return
  throw new EvalsError(
    'bad_folder',
    `${options.folder} cannot be gone on with: ${differences.join('; ')}. Name another folder for a new run, or give what this one was begun with.`,
  )
}
