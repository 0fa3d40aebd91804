import {
  comparisonLine,
  suiteName,
  type Comparison,
  type GateResult,
  type Side,
} from '@harness/evals'
import { coloursFor } from '../colours.ts'
import { formatCost, formatCount } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import type { Screen } from '../screen.ts'
import { widthOf } from '../text-width.ts'
import { passRate } from './pass-rate.ts'

const mostNames = 20

interface Compared {
  comparisons: readonly Comparison[]
  /** What was not compared, and why. */
  left: readonly string[]
  gates: readonly GateResult[]
}

type Colour = ReturnType<typeof coloursFor>

/** What B is beside A, the verdict first. */
export function comparisonReport({ comparisons, left, gates }: Compared, screen: Screen): string {
  const colour = coloursFor(screen)
  const isOne = comparisons.length === 1
  const blocks = [
    ...comparisons.map((one) => blockOf(one, colour, { isOne })),
    ...(isOne
      ? []
      : [
          [
            `${comparisons.length} suites were asked together: the p-values are made larger for that (Holm).`,
          ],
        ]),
    left.map(plainLine),
    gates.map(
      ({ condition, passed, message }) =>
        `${passed ? colour('green', '✓') : colour('red', '✗')} ${plainLine(condition)}: ${plainLine(message)}`,
    ),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function blockOf(comparison: Comparison, colour: Colour, { isOne }: { isOne: boolean }): string[] {
  const { decision, a, b, p, left } = comparison
  const line = plainLine(comparisonLine(comparison))
  const verdict =
    decision === "can't tell" ? line : colour(decision === 'better' ? 'green' : 'red', line)
  return [
    isOne ? verdict : `${plainLine(suiteName(comparison))}: ${verdict}`,
    ...(p === null ? [] : [`  p ${p < 0.0001 ? '< 0.0001' : `= ${p.toFixed(4)}`}`]),
    '',
    ...tableOf(rowsOf(a, b)),
    ...namesOf(comparison),
    ...(left.length === 0
      ? []
      : [`  not compared  ${listOf(left.map(({ id, why }) => `${plainLine(id)} (${why})`))}`]),
  ]
}

function rowsOf(a: Side, b: Side): string[][] {
  const types = [...new Set([...Object.keys(a.failures), ...Object.keys(b.failures)])]
  const row = (name: string, of: (side: Side) => string) => [name, of(a), of(b)]
  const mean = (of: (mean: NonNullable<Side['mean']>) => string) => (side: Side) =>
    side.mean ? of(side.mean) : '–'
  return [
    ['', 'A', 'B'],
    row('run', ({ run }) => plainLine(run)),
    row(
      'subject',
      ({ subject, isRecorded }) => `${plainLine(subject)}${isRecorded ? ' (recorded)' : ''}`,
    ),
    row('pass rate', ({ passRate: share }) => passRate(share)),
    row('first try', ({ firstTryRate }) => passRate(firstTryRate)),
    row('passed', ({ passed, scored }) => `${passed} of ${scored} attempts`),
    row('with feedback', ({ assisted }) => String(assisted)),
    ...types.map((type) =>
      row(type, ({ failures }) => String(new Map(Object.entries(failures)).get(type) ?? 0)),
    ),
    row('not measured', ({ infrastructure, open }) => String(infrastructure + open)),
    row(
      'turns',
      mean(({ turns }) => turns.toFixed(1)),
    ),
    row(
      'seconds',
      mean(({ seconds }) => seconds.toFixed(1)),
    ),
    row(
      'tokens',
      mean(({ tokens }) => formatCount(Math.round(tokens))),
    ),
    row(
      'cost',
      mean(({ cost }) => formatCost(cost)),
    ),
  ]
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))))
  const padded = (text: string, column: number) =>
    `${text}${' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(text)))}`
  return rows.map(([name = '', a = '', b = '']) => `  ${padded(name, 0)}  ${padded(a, 1)}  ${b}`)
}

function namesOf({ cases }: Comparison): string[] {
  const lines = (['fixed', 'regressed'] as const).map((movement) => {
    const moved = cases.filter((one) => one.movement === movement)
    const names = moved.map(
      ({ id, a, b }) =>
        `${plainLine(id)}${a.scored > 1 || b.scored > 1 ? ` ${a.passed}/${a.scored}→${b.passed}/${b.scored}` : ''}`,
    )
    return `  ${movement} ${moved.length}${names.length > 0 ? `  ${listOf(names)}` : ''}`
  })
  return ['', ...lines]
}

const listOf = (names: readonly string[]): string =>
  `${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ''}`
