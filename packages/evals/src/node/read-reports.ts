import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { EvalsError } from '../evals-error.ts'
import { Report } from '../report/report.ts'
import { errorCode } from './error-code.ts'

/** A report where it stands. */
export interface FoundReport {
  /** The folder of its run, absolute. */
  folder: string
  report: Report
}

const name = 'report.json'

/** Of a folder that holds many runs: what could not be read of them. */
export interface FoundReports {
  found: FoundReport[]
  /** Runs that have no report yet. */
  open: string[]
  /** What could not be read, and why, in a line each. */
  bad: string[]
}

/**
 * The reports that a path names: a report.json, the folder of a run, or a folder that holds runs, which may stand in folders of
 * their own, three deep. Rejects with `bad_folder` where there is nothing of that, with `bad_run` for a run without a report and
 * for a report that is none of version 1. Of a folder of runs, what cannot
 * be read is in `bad`, and keeps none of the others away.
 */
export async function readReports(path: string): Promise<FoundReports> {
  const place = resolve(path)
  const entries = await namesIn(place)
  if (!entries && place.endsWith('.json')) {
    return {
      found: [{ folder: dirname(place), report: await readReport(place, path) }],
      open: [],
      bad: [],
    }
  }
  if (!entries) {
    throw new EvalsError(
      'bad_folder',
      `There is no folder ${path}. Name the folder of a run, its report.json, or a folder that holds runs, such as eval-runs.`,
    )
  }
  if (entries.includes(name)) {
    return {
      found: [{ folder: place, report: await readReport(join(place, name), path) }],
      open: [],
      bad: [],
    }
  }
  if (entries.includes('log')) throw withoutReport(path)
  const reports = await runsIn(place, 3)
  if (reports.found.length > 0) return reports
  const [first] = reports.open
  if (first !== undefined) throw withoutReport(first)
  const [why] = reports.bad
  if (why !== undefined) throw new EvalsError('bad_run', why)
  throw new EvalsError('bad_folder', `${path} holds no run: there is no ${name} in it or below it.`)
}

async function runsIn(folder: string, depth: number): Promise<FoundReports> {
  const all: FoundReports = { found: [], open: [], bad: [] }
  for (const entry of (await namesIn(folder)) ?? []) {
    const place = join(folder, entry)
    try {
      const below = await runsAt(place, depth)
      all.found.push(...below.found)
      all.open.push(...below.open)
      all.bad.push(...below.bad)
    } catch (error) {
      all.bad.push(whyBad(place, error))
    }
  }
  return all
}

async function runsAt(place: string, depth: number): Promise<FoundReports> {
  const none: FoundReports = { found: [], open: [], bad: [] }
  const names = (await namesIn(place)) ?? []
  if (names.includes(name)) {
    const report = await readReport(join(place, name), place)
    return { ...none, found: [{ folder: place, report }] }
  }
  if (names.includes('log')) return { ...none, open: [place] }
  return depth > 1 ? runsIn(place, depth - 1) : none
}

/** What is no report, and what the system does not let anybody read; a fault of our own is thrown on. */
function whyBad(place: string, error: unknown): string {
  if (error instanceof EvalsError) return error.message
  const code = errorCode(error)
  if (code === undefined) throw error
  return `${place} cannot be read (${code}).`
}

/** What stands in a folder; null where there is none, or it is a file. */
async function namesIn(folder: string): Promise<string[] | null> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

async function readReport(path: string, said: string): Promise<Report> {
  const text = await textOf(path, said)
  const parsed = Report.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new EvalsError(
    'bad_run',
    `${path} is no report of version 1: ${issue ? `${issue.path.join('.') || 'it'}: ${issue.message}` : 'it could not be read'}.`,
    { cause: parsed.error },
  )
}

async function textOf(path: string, said: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT') throw error
    throw new EvalsError(
      'bad_folder',
      `There is no ${said}. Name the folder of a run or its ${name}.`,
    )
  }
}

/** What is no JSON is no report either. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

const withoutReport = (folder: string): EvalsError =>
  new EvalsError(
    'bad_run',
    `The run in ${folder} has no report yet: it is not over. Go on with it: harness eval run --resume ${folder}`,
  )
