import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { KernelError, type SessionReader } from '@harness/kernel'
import { fileSessions, isSessionId } from '@harness/kernel/node'
import type { z } from 'zod'
import { EvalsError } from '../evals-error.ts'
import { EvalFold, type AttemptState, type EvalState } from '../record/eval-fold.ts'
import { Observed } from '../record/observed.ts'
import { sessionOf } from '../record/session-of.ts'
import type { Kept } from '../report/attempt-report.ts'
import type { Evidence } from '../score/evidence.ts'
import { evidenceOf } from '../score/evidence-of.ts'
import { SuiteFile } from '../suite/suite-file.ts'
import { suiteOf, type LoadedSuite } from '../suite/suite.ts'
import { attemptPlace } from './attempt/attempt-place.ts'
import { keptOf } from './attempt/kept-of.ts'
import { errorCode } from './error-code.ts'
import { parsedJson } from './log/parsed-json.ts'
import { readAttempt } from './read-attempt.ts'

/** A run as its folder says it was. */
export interface RecordedRun {
  id: string
  folder: string
  state: EvalState
  /** The suite as it was when the run began. */
  suite: LoadedSuite
  /**
   * All that is known of an attempt that was observed. Rejects with EvalsError `not_recorded` where a part of it is gone,
   * and with `bad_run` where one is damaged.
   */
  evidence(attempt: AttemptState): Promise<Evidence>
  /** Which folders of an attempt still stand. */
  kept(attempt: AttemptState): Kept
}

/**
 * Reads the folder of a run, also while a process writes it. Takes no lock and changes nothing.
 *
 * @throws EvalsError `bad_run` for a folder that is none of a run, or whose log or suite cannot be read.
 */
export async function readRun(folder: string): Promise<RecordedRun> {
  const root = resolve(folder)
  const reader = await readerOf(root)
  const state = await foldOf(root, reader)
  const { begun } = state
  if (!begun) throw notRun(root, 'its log does not begin a run')
  const file = await artifact(reader, begun.suite.file, SuiteFile)
  const { source, folder: suiteFolder } = begun.suite
  return {
    id: reader.id,
    folder: root,
    state,
    suite: { suite: suiteOf(file), file, folder: suiteFolder, source },
    evidence: (attempt) => evidence(root, reader, attempt),
    kept: (attempt) => keptOf(root, attempt),
  }
}

const notRun = (folder: string, why: string, cause?: unknown): EvalsError =>
  new EvalsError(
    'bad_run',
    `${folder} is no folder of a run: ${why}. A run's folder has its log in log/sessions: name the one that \`harness eval run\` wrote.`,
    { cause },
  )

async function readerOf(folder: string): Promise<SessionReader> {
  const home = join(folder, 'log')
  const ids = (await namesIn(folder)).filter(isSessionId)
  const [id] = ids
  if (id === undefined) throw notRun(folder, 'there is no log in it')
  if (ids.length > 1)
    throw notRun(folder, `there are ${ids.length} sessions in it, and a run has one`)
  return readable(folder, () => fileSessions({ home }).reader(id))
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(join(folder, 'log', 'sessions'))
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

const foldOf = (folder: string, reader: SessionReader): Promise<EvalState> =>
  readable(folder, async () => {
    const fold = new EvalFold()
    for await (const event of reader.read(1)) {
      if (event.seq === 1 && event.type !== 'session.created') {
        throw notRun(folder, `its log begins with ${event.type}`)
      }
      fold.add(event)
    }
    return fold.state
  })

async function readable<Value>(folder: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    throw notRun(folder, `its log cannot be read (${error.message})`, error)
  }
}

async function artifact<Schema extends z.ZodType>(
  reader: SessionReader,
  hash: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const bytes = await reader.artifacts.get(hash)
  if (!bytes) {
    throw new EvalsError(
      'not_recorded',
      `Run ${reader.id}: the artifact ${hash} of its log is gone. Run it again, or bring the whole folder.`,
    )
  }
  const parsed = schema.safeParse(parsedJson(bytes))
  if (parsed.success) return parsed.data
  const { path = [], message = '' } = parsed.error.issues[0] ?? {}
  throw new EvalsError(
    'bad_run',
    `Run ${reader.id}: the artifact ${hash} of its log is not one of this version's (${path.join('.')}: ${message}). Read it with the version that wrote it.`,
    { cause: parsed.error },
  )
}

async function evidence(
  folder: string,
  reader: SessionReader,
  attempt: AttemptState,
): Promise<Evidence> {
  const name = `${attempt.case} #${attempt.repeat}`
  if (attempt.observed === null) {
    throw new EvalsError('not_recorded', `${name} was not brought to its end: run it again.`)
  }
  const observed = await artifact(reader, attempt.observed, Observed)
  const session = sessionOf(attempt)
  if (session === null) return evidenceOf(attempt, { observed, trace: null })
  const trace = await readAttempt(attemptPlace(folder, attempt).home, session)
  if (!trace) {
    throw new EvalsError(
      'not_recorded',
      `${name}: its session ${session} is gone from ${attempt.folder}/home. Run it again, or bring the whole folder.`,
    )
  }
  if (trace.damage !== null) {
    throw new EvalsError('bad_run', `${name}: its session is damaged. ${trace.damage}`)
  }
  return evidenceOf(attempt, { observed, trace })
}
