import type { Report } from '@harness/evals'
import type { LabRun } from '../../lab/run-lab.ts'
import type { LeftOut } from '../../lab/usable-subjects.ts'
import { formatCost, formatCount, formatDuration } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { inColumns } from '../trace/columns.ts'

const heading = ['model', 'passed', 'first try', 'turns', 'time', 'tokens', 'cost']

/** The models side by side: what passed, and what an attempt took in the mean; the cost is of all. */
export function labTable(runs: readonly LabRun[], leftOut: readonly LeftOut[]): string {
  const rows = runs.map(({ name, report: { totals } }) => rowOf(plainLine(name), totals))
  const lines = runs.length === 0 ? [] : inColumns([heading, ...rows])
  const failures = ['  failures', ...runs.map(({ report }) => `  ${failuresOf(report.totals)}`)]
  const table = lines.map((line, index) => `${line}${failures[index] ?? ''}`.trimEnd())
  const left = leftOut.map(({ name, reason }) => `  ${plainLine(name)}: ${plainLine(reason)}`)
  return [...table, ...(left.length > 0 ? ['', 'Not run', ...left] : []), ''].join('\n')
}

function rowOf(name: string, totals: Report['totals']): string[] {
  const { passed, failed, firstTry, mean, cost } = totals
  return [
    name,
    `${passed}/${passed + failed}`,
    String(firstTry),
    mean ? mean.turns.toFixed(1) : '–',
    mean ? formatDuration(mean.seconds * 1000) : '–',
    mean ? formatCount(Math.round(mean.tokens)) : '–',
    cost === null ? '?' : formatCost(cost),
  ]
}

/** `verification_failure 2, max_steps 1`; what was not measured is no failure, and said. */
function failuresOf({ failures, infrastructure, open }: Report['totals']): string {
  const said = Object.entries(failures)
    .filter(([, count]) => count > 0)
    .map(([type, count]) => `${type} ${count}`)
  return [
    ...said,
    ...(infrastructure > 0 ? [`(infrastructure ${infrastructure})`] : []),
    ...(open > 0 ? [`(open ${open})`] : []),
  ].join(', ')
}
