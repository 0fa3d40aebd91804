import type { Spread, Stats } from '@harness/traces'
import { counted, formatCost, formatCount, formatDuration } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { inColumns, section } from './columns.ts'

/** Numbers in tables: of models, of tools, and what took longest. */
export function statsText(stats: Stats): string {
  const { sessions, events, runs, turns, time } = stats
  const ends = Object.entries(runs).map(([end, count]) => `${count} ${end}`)
  const head = [
    counted(sessions, 'session'),
    counted(events, 'event'),
    `${counted(turns.count, 'run')}${ends.length > 0 ? ` (${ends.join(', ')})` : ''}`,
    `${counted(turns.sum, 'turn')}, at most ${turns.most} in a run`,
  ].join(' · ')
  const where = [
    `runs ${formatDuration(time.runs)}`,
    `models ${formatDuration(time.models)}`,
    `tools ${formatDuration(time.tools)}`,
    `people ${formatDuration(time.people)}`,
  ].join(' · ')
  return [
    `${head}\n${where}\n`,
    section('models', modelRows(stats)),
    section('tools', toolRows(stats)),
    section('slowest calls', slowRows(stats)),
  ].join('')
}

function modelRows({ models }: Stats): string[] {
  if (models.length === 0) return []
  return inColumns([
    [
      '',
      'requests',
      'failed',
      'p50',
      'p95',
      'longest',
      'in p50',
      'in most',
      'out p50',
      'cached',
      'tokens/s',
      'cost',
    ],
    ...models.map((one) => [
      plainLine(one.model),
      String(one.requests),
      String(one.failed),
      ...spread(one.ms, formatDuration),
      formatCount(one.inputTokens.p50),
      formatCount(one.inputTokens.most),
      formatCount(one.outputTokens.p50),
      one.cached === null ? '–' : `${Math.round(one.cached * 100)} %`,
      one.perSecond === null ? '–' : String(Math.round(one.perSecond)),
      one.cost === null ? 'unknown' : formatCost(one.cost),
    ]),
  ])
}

function toolRows({ tools }: Stats): string[] {
  if (tools.length === 0) return []
  return inColumns([
    ['', 'calls', 'failed', 'denied', 'p50', 'p95', 'longest', 'together'],
    ...tools.map((one) => [
      plainLine(one.tool),
      String(one.calls),
      String(one.failed),
      String(one.denied),
      ...spread(one.ms, formatDuration),
      formatDuration(one.ms.sum),
    ]),
  ])
}

const slowRows = ({ slowest }: Stats): string[] =>
  inColumns(
    slowest.map(({ session, id, tool, ms }) => [
      plainLine(tool),
      `${session} ${id}`,
      formatDuration(ms),
    ]),
  )

const spread = ({ count, p50, p95, most }: Spread, format: (value: number) => string): string[] =>
  count === 0 ? ['–', '–', '–'] : [format(p50), format(p95), format(most)]
