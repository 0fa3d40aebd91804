import { formatCost, formatCount, formatDuration } from '@harness/traces/page'
import { cell, code } from './markdown-code.ts'
import type { AttemptReport, CaseReport, Report, Totals } from './report.ts'
import { saidShare, saidState, verdictLine } from './said-totals.ts'

// A comment of a pull request holds 65,536 characters.
const mostCases = 200
const mostFailures = 80

/** The report as a person reads it in a pull request: report.md. Texts of subjects and suites are code, and no markup. */
export function reportMarkdown(report: Report): string {
  const { run, totals, cases } = report
  const state = saidState(report)
  const lines = [
    `# ${code(run.suite.name)}: ${verdictLine(totals)}`,
    '',
    ...(state === '' ? [] : [`**${state}**`, '']),
    `Subject ${code(run.subject.name)}. Pass rate over ${totals.passRate?.cases ?? 0} cases, with its 95 % interval: **${saidShare(totals.passRate)}**; at the first try: ${saidShare(totals.firstTryRate)}.`,
    ...(totals.assisted > 0
      ? [
          '',
          `Of the passes ${totals.assisted} came after the subject was shown what the verification said.`,
        ]
      : []),
    '',
    ...table(cases),
    ...failures(cases),
    '## Cost and time',
    '',
    `${formatCount(totals.usage.inputTokens)} tokens in, ${formatCount(totals.usage.outputTokens)} out; ${saidCosts(totals)}; ${formatDuration(run.wallMs)} in all, ${formatDuration(totals.time.wall)} of attempts together.`,
    '',
    `Run ${code(run.id)}, Harness ${code(run.harness)}.`,
    '',
  ]
  return lines.join('\n')
}

const saidCosts = ({ cost, gradeCost, lostCost }: Totals): string =>
  [
    saidCost(cost),
    ...(gradeCost === 0 ? [] : [`${saidCost(gradeCost)} for grades`]),
    ...(lostCost === 0 ? [] : [`${saidCost(lostCost)} for what could not be measured`]),
  ].join(', and ')

const saidCost = (cost: number | null): string =>
  cost === null ? 'cost unknown' : formatCost(cost)

function table(cases: readonly CaseReport[]): string[] {
  const left = cases.length - mostCases
  return [
    '| case | passed | attempts | turns | tokens | cost | time |',
    '|---|---:|---|---:|---:|---:|---:|',
    ...cases.slice(0, mostCases).map(row),
    '',
    ...(left > 0 ? [`And ${left} more cases in report.json.`, ''] : []),
  ]
}

function row({ id, scored, passed, attempts }: CaseReport): string {
  const sum = (of: (attempt: AttemptReport) => number) =>
    attempts.reduce((all, one) => all + of(one), 0)
  const costs = attempts.map(({ cost }) => cost)
  const cost = costs.reduce<number | null>(
    (all, one) => (all === null || one === null ? null : all + one),
    0,
  )
  const cells = [
    cell(id),
    `${passed}/${scored}`,
    marksOf(attempts),
    String(sum(({ turns }) => turns)),
    formatCount(sum(({ usage }) => usage.inputTokens + usage.outputTokens)),
    cost === null ? '?' : formatCost(cost),
    formatDuration(sum(({ time }) => time.wall)),
  ]
  return `| ${cells.join(' | ')} |`
}

function marksOf(attempts: readonly AttemptReport[]): string {
  const marks = attempts.slice(0, 20).map(({ status, assisted }) => {
    switch (status) {
      case 'passed':
        return assisted ? '✅²' : '✅'
      case 'failed':
        return '❌'
      case 'infrastructure':
        return '⚠️'
      case 'open':
        return '…'
    }
  })
  return `${marks.join(' ')}${attempts.length > 20 ? ' …' : ''}`
}

function failures(cases: readonly CaseReport[]): string[] {
  const bad = cases.flatMap(({ id, attempts }) =>
    attempts.filter(isBad).map((attempt) => ({ id, attempt })),
  )
  if (bad.length === 0) return []
  const left = bad.length - mostFailures
  return [
    '## What did not pass',
    '',
    ...bad.slice(0, mostFailures).map(({ id, attempt }) => {
      const { repeat, status, failure, reason } = attempt
      return `- ${code(id)} #${repeat}, ${failure ?? status}: ${code(reason, 300)}`
    }),
    ...(left > 0 ? [`- and ${left} more in report.json`] : []),
    '',
  ]
}

const isBad = ({ status }: AttemptReport): boolean =>
  status === 'failed' || status === 'infrastructure'
