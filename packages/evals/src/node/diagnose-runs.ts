import { join } from 'node:path'
import { KernelError } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { diffLogs, type LogDifference } from '@harness/traces'
import { diagnose, type DiagnosedCase, type Diagnosis } from '../compare/diagnosis.ts'
import { placeless } from './placeless.ts'
import type { FoundReport } from './read-reports.ts'

/** How the sessions of two attempts of a case part. */
export interface Divergence {
  /** How the two agents were set up differently; null where they were not. */
  setup: LogDifference | null
  /** The first thing behind that which was said or done differently; null where nothing was. */
  first: LogDifference | null
  /** Why the sessions could not be compared; null where they were. */
  missing: string | null
}

export interface DivergedCase extends DiagnosedCase {
  divergence: Divergence
}

/** A diagnosis whose cases that moved say where their attempts part. */
export type DiagnosedRuns = Record<Exclude<keyof Diagnosis, 'stillFailing'>, DivergedCase[]> &
  Pick<Diagnosis, 'stillFailing'>

/**
 * What moved between two runs, and for each case that did, where an attempt of either side parts from the other: read from the
 * sessions that stand in the runs' folders. The folders themselves are no difference: they are called the same in both. Takes no
 * lock and changes nothing.
 */
export async function diagnoseRuns(a: FoundReport, b: FoundReport): Promise<DiagnosedRuns> {
  const { fixed, regressed, failureChanged, stillFailing } = diagnose(a.report, b.report)
  const diverged = async (cases: readonly DiagnosedCase[]) => {
    const found: DivergedCase[] = []
    for (const one of cases) {
      found.push({ ...one, divergence: await divergenceOf(one, { a: a.folder, b: b.folder }) })
    }
    return found
  }
  return {
    fixed: await diverged(fixed),
    regressed: await diverged(regressed),
    failureChanged: await diverged(failureChanged),
    stillFailing,
  }
}

async function divergenceOf(
  { a, b }: DiagnosedCase,
  folders: { a: string; b: string },
): Promise<Divergence> {
  const [one, other] = [await sourceOf(a, folders.a), await sourceOf(b, folders.b)]
  const nothing = { setup: null, first: null }
  if (!one || !other) {
    const sides = [one ? [] : ['A'], other ? [] : ['B']].flat().join(' and ')
    return { ...nothing, missing: `there is no session of ${sides} in the run's folder` }
  }
  try {
    const { difference } = await diffLogs(one, other)
    if (
      difference?.types.a !== 'session.configured' ||
      difference.types.b !== 'session.configured'
    ) {
      return { setup: null, first: difference, missing: null }
    }
    const behind = await diffLogs(one, other, { from: difference.seq + 1 })
    return { setup: difference, first: behind.difference, missing: null }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { ...nothing, missing: error.message }
  }
}

async function sourceOf({ session, paths }: DiagnosedCase['a'], folder: string) {
  if (session === null || paths.home === null) return null
  try {
    const reader = await fileSessions({ home: join(folder, paths.home) }).reader(session)
    return await placeless(reader, join(folder, paths.folder))
  } catch (error) {
    if (error instanceof KernelError && error.code === 'session_not_found') return null
    throw error
  }
}
