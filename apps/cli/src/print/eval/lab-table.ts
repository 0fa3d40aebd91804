import type { Report } from '@harness/evals'
import type { LabComparison } from '../../lab/compare-lab.ts'
import type { LabRun } from '../../lab/run-lab.ts'
import type { LeftOut } from '../../lab/usable-subjects.ts'
import { formatCost, formatCount, formatDuration } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { inColumns } from '../trace/columns.ts'

interface LabOutcome {
  runs: readonly LabRun[]
  leftOut: readonly LeftOut[]
  comparisons: readonly LabComparison[]
}

const heading = ['model', 'passed', 'first try', 'turns', 'time', 'tokens', 'cost']

/** The models side by side: what passed, and what an attempt took in the mean; the cost is of all. */
export function labTable({ runs, leftOut, comparisons }: LabOutcome): string {
  const rows = runs.map(({ name, report: { totals } }) => rowOf(plainLine(name), totals))
  const lines = runs.length === 0 ? [] : inColumns([heading, ...rows])
  const failures = ['failures', ...runs.map(({ report }) => failuresOf(report.totals))]
  const blocks = [
    lines.map((line, index) => `${line}  ${failures[index] ?? ''}`.trimEnd()),
    runs.flatMap(({ name, gates }) =>
      gates.map(({ condition, passed, message }) =>
        plainLine(`${passed ? '✓' : '✗'} ${name}: gate ${condition}: ${message}`),
      ),
    ),
    comparisons.map(({ name, beside, line }) =>
      plainLine(`${name} (B) beside ${beside} (A): ${line}`),
    ),
    titled(
      'Not run',
      leftOut.map(({ name, reason }) => `  ${plainLine(name)}: ${plainLine(reason)}`),
    ),
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n')
}

const titled = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [title, ...lines]

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
