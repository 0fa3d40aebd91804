import { join } from 'node:path'
import { runEval, type EvalRun, type Report, type RunEvalOptions } from '@harness/sdk'
import type { EvalScreen } from '../print/eval/eval-screen.ts'
import type { FoundLab } from './find-lab.ts'
import type { LabSubject } from './lab-subject.ts'
import type { LeftOut } from './usable-subjects.ts'

export interface LabRun {
  name: string
  /** An absolute path. */
  folder: string
  report: Report
  gates: EvalRun['gates']
}

export interface RunningLab {
  /** An absolute path. */
  folder: string
  running: RunEvalOptions
  signal: AbortSignal
  /** A screen for the next run. */
  screen: () => EvalScreen
}

/** The runs, one after the other, until all are over, the money is spent, or the signal has fired. */
export async function runLab(
  { suite }: FoundLab,
  subjects: readonly LabSubject[],
  { folder, running, signal, screen: open }: RunningLab,
): Promise<{ runs: LabRun[]; leftOut: LeftOut[] }> {
  const runs: LabRun[] = []
  const leftOut: LeftOut[] = []
  for (const { name, folder: own, options } of subjects) {
    const left = moneyLeft(running.maxCost, runs)
    if (signal.aborted || left === 0) {
      leftOut.push({ name, reason: signal.aborted ? 'not begun' : 'the money is spent' })
      continue
    }
    const screen = open()
    try {
      const run = await runEval(suite, {
        ...running,
        ...(left !== undefined && { maxCost: left }),
        options: { ...options, onNotice: (text) => screen.notice(text) },
        output: join(folder, own),
        signal,
        onBegin: (begun) => screen.begin(begun),
        onProgress: (progress) => screen.progress(progress),
        onNews: (news) => screen.news(news),
      })
      runs.push({ name, ...run })
    } finally {
      screen.end()
    }
  }
  return { runs, leftOut }
}

/** What is left of a bound that all runs share; what cost nobody knows what is counted as nothing. */
function moneyLeft(most: number | undefined, runs: readonly LabRun[]): number | undefined {
  if (most === undefined) return undefined
  const spent = runs.reduce((sum, { report }) => sum + (report.totals.cost ?? 0), 0)
  return Math.max(0, most - spent)
}
