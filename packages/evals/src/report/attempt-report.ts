import type { AttemptState } from '../record/eval-fold.ts'
import { sessionOf } from '../record/session-of.ts'
import { noTime, type AttemptFacts, type Verdict } from '../record/verdict.ts'
import { oneLine } from '../score/one-line.ts'
import type { AttemptReport } from './report.ts'

/** Which folders of an attempt still stand. */
export interface Kept {
  home: boolean
  workspace: boolean
}

const noFacts: AttemptFacts = {
  turns: 0,
  rounds: 0,
  calls: 0,
  failedCalls: 0,
  usage: { inputTokens: 0, outputTokens: 0 },
  cost: 0,
  gradeCost: 0,
  time: noTime,
}

/** One repeat of a case: its newest try, and what kept the others from being measured. */
export function attemptReport(
  repeat: number,
  tries: readonly AttemptState[],
  kept: (attempt: AttemptState) => Kept,
): AttemptReport {
  const newest = tries.at(-1)
  const facts = newest?.scored?.facts ?? noFacts
  return {
    repeat,
    ...decided(newest),
    broken: tries.flatMap(({ try: number, broken }) =>
      broken ? [{ try: number, ...broken }] : [],
    ),
    ...facts,
    lostCost: tries.reduce((sum, { lostCost }) => sum + lostCost, 0),
    session: newest ? sessionOf(newest) : null,
    paths: newest ? pathsOf(newest, kept(newest)) : { folder: '', home: null, workspace: null },
  }
}

type Decided = Pick<
  AttemptReport,
  'status' | 'assisted' | 'failure' | 'recovered' | 'reason' | 'checks'
>

function decided(attempt: AttemptState | undefined): Decided {
  const verdict: Verdict | undefined = attempt?.scored?.verdict
  if (verdict) return verdict
  const none = { assisted: false, failure: null, recovered: false, checks: [] }
  if (!attempt?.broken) return { ...none, status: 'open', reason: '' }
  const { stage, code, message } = attempt.broken
  return {
    ...none,
    status: 'infrastructure',
    reason: oneLine(`${stage} (${code}): ${message}`, 500),
  }
}

const pathsOf = ({ folder }: AttemptState, { home, workspace }: Kept): AttemptReport['paths'] => ({
  folder,
  home: home ? `${folder}/home` : null,
  workspace: workspace ? `${folder}/workspace` : null,
})
