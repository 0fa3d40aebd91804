import { addUsage } from '@harness/kernel'
import { noTime, type AttemptTime } from '../record/verdict.ts'
import { meanShare } from '../statistics/mean-share.ts'
import { passAllK, passAtK } from '../statistics/pass-at-k.ts'
import type { AttemptReport, CaseReport, Share, Totals } from './report.ts'

/** What cases come to together. What was not measured is in no share and in no mean. */
export function totalsOf(cases: readonly CaseReport[]): Totals {
  const attempts = cases.flatMap((one) => one.attempts)
  const passed = attempts.filter(({ status }) => status === 'passed')
  const failed = attempts.filter(({ status }) => status === 'failed')
  const recovered = attempts.filter((one) => isScored(one) && one.recovered)
  const assisted = passed.filter((one) => one.assisted)
  return {
    cases: cases.length,
    attempts: attempts.length,
    passed: passed.length,
    firstTry: passed.length - assisted.length,
    assisted: assisted.length,
    failed: failed.length,
    infrastructure: attempts.filter(({ status }) => status === 'infrastructure').length,
    open: attempts.filter(({ status }) => status === 'open').length,
    passRate: shareOf(cases, ({ status }) => status === 'passed'),
    firstTryRate: shareOf(cases, (one) => one.status === 'passed' && !one.assisted),
    failures: failuresOf(failed),
    recovered: {
      all: recovered.length,
      passed: recovered.filter(({ status }) => status === 'passed').length,
    },
    passAt: passAtOf(cases),
    mean: meanOf(attempts.filter(isScored)),
    usage: attempts.reduce((sum, { usage }) => addUsage(sum, usage), noUsage),
    cost: sumKnown(attempts.map(({ cost }) => cost)),
    gradeCost: sumKnown(attempts.map(({ gradeCost }) => gradeCost)),
    lostCost: attempts.reduce((sum, { lostCost }) => sum + lostCost, 0),
    time: attempts.reduce((sum, { time }) => addTime(sum, time), noTime),
  }
}

/** Whether an attempt counts. */
export const isScored = ({ status }: AttemptReport): boolean =>
  status === 'passed' || status === 'failed'

const noUsage = { inputTokens: 0, outputTokens: 0 }

const addTime = (one: AttemptTime, other: AttemptTime): AttemptTime => ({
  wall: one.wall + other.wall,
  setup: one.setup + other.setup,
  subject: one.subject + other.subject,
  models: one.models + other.models,
  tools: one.tools + other.tools,
  people: one.people + other.people,
  verification: one.verification + other.verification,
})

/** Null as soon as a part is unknown. */
const sumKnown = (costs: readonly (number | null)[]): number | null =>
  costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0)

const shareOf = (
  cases: readonly CaseReport[],
  counts: (attempt: AttemptReport) => boolean,
): Share | null =>
  meanShare(
    cases.map(({ scored, attempts }) => ({ scored, passed: attempts.filter(counts).length })),
  )

function failuresOf(failed: readonly AttemptReport[]): Totals['failures'] {
  const failures: Totals['failures'] = {}
  for (const { failure } of failed) {
    if (failure !== null) failures[failure] = (failures[failure] ?? 0) + 1
  }
  return failures
}

const steps = [1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000]

/** For 1 to 5, rounder numbers above, and the most there are. */
function passAtOf(cases: readonly CaseReport[]): Totals['passAt'] {
  const most = Math.max(0, ...cases.map(({ scored }) => scored))
  const ks = [...new Set([...steps.filter((k) => k <= most), most])].filter((k) => k > 0)
  return ks
    .toSorted((one, other) => one - other)
    .map((k) => {
      const enough = cases.filter(({ scored }) => scored >= k)
      const mean = (estimate: typeof passAtK) =>
        enough.reduce((sum, { scored, passed }) => sum + estimate(scored, passed, k), 0) /
        enough.length
      return { k, any: mean(passAtK), all: mean(passAllK), cases: enough.length }
    })
}

function meanOf(attempts: readonly AttemptReport[]): Totals['mean'] {
  if (attempts.length === 0) return null
  const mean = (of: (attempt: AttemptReport) => number) =>
    attempts.reduce((sum, one) => sum + of(one), 0) / attempts.length
  return {
    turns: mean(({ turns }) => turns),
    calls: mean(({ calls }) => calls),
    tokens: mean(({ usage }) => usage.inputTokens + usage.outputTokens),
    seconds: mean(({ time }) => time.wall) / 1000,
  }
}
