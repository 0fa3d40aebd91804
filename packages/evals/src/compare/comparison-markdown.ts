import { formatCost, formatCount } from '@harness/traces/page'
import { cell, code } from '../report/markdown-code.ts'
import { percent, saidShare } from '../report/said-totals.ts'
import { comparisonLine } from './comparison-line.ts'
import type { CaseRow, Comparison, Side } from './comparison.ts'
import { suiteName } from './suite-name.ts'

const mostRows = 200

/** Comparisons as a person reads them in a pull request. Texts of subjects and suites are code, and no markup. */
export function comparisonMarkdown(comparisons: readonly Comparison[]): string {
  const many = comparisons.length > 1
  const note = many
    ? [
        `${comparisons.length} suites were compared together: the p-values are made larger for that, by Holm's rule.`,
        '',
      ]
    : []
  return [...note, ...comparisons.flatMap(sectionOf)].join('\n')
}

function sectionOf(comparison: Comparison): string[] {
  const { a, b, p, left, cases } = comparison
  const moved = cases.filter(({ movement }) => movement !== 'same')
  return [
    `## ${code(suiteName(comparison))}: ${comparisonLine(comparison)}`,
    '',
    ...(p === null ? [] : [`p = ${p < 0.0001 ? '< 0.0001' : p.toFixed(4)}`, '']),
    '| | A | B |',
    '|---|---:|---:|',
    ...rows(a, b).map((row) => `| ${row.join(' | ')} |`),
    '',
    ...(moved.length === 0 ? ['No case moved.', ''] : movedTable(moved)),
    ...(left.length === 0
      ? []
      : [
          `Not compared: ${left
            .slice(0, 50)
            .map(({ id, why }) => `${code(id)} (${why})`)
            .join(', ')}${left.length > 50 ? ` and ${left.length - 50} more` : ''}.`,
          '',
        ]),
  ]
}

function rows(a: Side, b: Side): string[][] {
  const types = [...new Set([...failureNames(a), ...failureNames(b)])]
  const both = (name: string, of: (side: Side) => string) => [name, of(a), of(b)]
  return [
    both('run', ({ run }) => cell(run)),
    both(
      'subject',
      ({ subject, isRecorded }) => `${cell(subject)}${isRecorded ? ' (recorded)' : ''}`,
    ),
    both('pass rate (95 % interval)', ({ passRate }) => saidShare(passRate)),
    both('at the first try', ({ firstTryRate }) =>
      firstTryRate ? percent(firstTryRate.value) : '–',
    ),
    both('attempts scored', ({ scored }) => String(scored)),
    both('passed with feedback', ({ assisted }) => String(assisted)),
    both('not measured', ({ infrastructure, open }) => String(infrastructure + open)),
    ...types.map((type) =>
      both(`failed: ${type}`, ({ failures }) =>
        String(new Map(Object.entries(failures)).get(type) ?? 0),
      ),
    ),
    both('turns of an attempt', ({ mean }) => mean?.turns.toFixed(1) ?? '–'),
    both('seconds of an attempt', ({ mean }) => mean?.seconds.toFixed(1) ?? '–'),
    both('tokens of an attempt', ({ mean }) => (mean ? formatCount(Math.round(mean.tokens)) : '–')),
    both('cost of an attempt', ({ mean }) =>
      mean && mean.cost !== null ? formatCost(mean.cost) : '?',
    ),
  ]
}

const failureNames = ({ failures }: Side): string[] => Object.keys(failures)

function movedTable(moved: readonly CaseRow[]): string[] {
  return [
    '| case | A | B | |',
    '|---|---:|---:|---|',
    ...moved
      .slice(0, mostRows)
      .map(
        ({ id, a, b, movement }) =>
          `| ${cell(id)} | ${a.passed}/${a.scored} | ${b.passed}/${b.scored} | ${movement === 'unknown' ? 'not scored' : movement} |`,
      ),
    '',
    ...(moved.length > mostRows ? [`And ${moved.length - mostRows} more.`, ''] : []),
  ]
}
