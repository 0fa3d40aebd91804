// What stands on the terminal while a suite runs: plain rows, as wide and as many as there is room for.
import { meanShare } from '@harness/evals'
import type { EvalProgress, RunningAttempt } from '@harness/evals/node'
import {
  counted,
  formatCost,
  formatCount,
  formatDuration,
  formatSeconds,
  shorten,
} from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { widthOf } from '../text-width.ts'

export interface Room {
  columns: number
  /** Rows of the terminal. */
  rows: number
}

const fixedRows = 4

/** Never wider than the room, and at least a row lower than it. */
export function boardRows(
  title: string,
  progress: EvalProgress,
  { columns, rows }: Room,
): string[] {
  const width = Math.max(20, columns - 1)
  const most = Math.max(1, rows - fixedRows - 2)
  const { running } = progress
  const shown = running.length > most ? running.slice(0, most - 1) : running
  const more = running.length - shown.length
  return [
    title,
    barRow(progress, width),
    joined([verdicts(progress), rateOf(progress)], width),
    joined([spentOf(progress), atOnce(progress)], width),
    ...shown.map((attempt) => attemptRow(attempt, width)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].map((row) => shorten(plainLine(row) === '' ? '' : row, width))
}

/** Those that fit, the first at any rate. */
function joined(parts: readonly string[], width: number): string {
  const [first = '', ...others] = parts
  return others.reduce((row, part) => {
    const longer = `${row}   ${part}`
    return part === '' || widthOf(longer) > width ? row : longer
  }, first)
}

function barRow({ attempts, over, leftMs, elapsedMs }: EvalProgress, width: number): string {
  const count = `${over}/${attempts}`
  const time =
    leftMs === null || over >= attempts
      ? formatSeconds(Math.round(elapsedMs / 1000))
      : `${formatSeconds(Math.round(elapsedMs / 1000))}, about ${formatSeconds(Math.round(leftMs / 1000))} left`
  const room = Math.min(40, width - widthOf(count) - widthOf(time) - 4)
  if (room < 8) return joined([count, time], width)
  const filled = attempts === 0 ? room : Math.round((over / attempts) * room)
  return `${count}  ${'█'.repeat(filled)}${'░'.repeat(room - filled)}  ${time}`
}

const verdicts = ({ passed, failed, infrastructure }: EvalProgress): string =>
  [
    `passed ${passed}`,
    `failed ${failed}`,
    ...(infrastructure > 0 ? [`infrastructure ${infrastructure}`] : []),
  ].join('  ')

/** Of attempts: what the report says of cases comes at the end. */
function rateOf({ passed, failed }: EvalProgress): string {
  const each = (count: number, was: number) =>
    Array.from({ length: count }, () => ({ scored: 1, passed: was }))
  const share = meanShare([...each(passed, 1), ...each(failed, 0)])
  if (!share) return ''
  const [value, low, high] = [share.value, share.low, share.high].map((part) =>
    Math.round(part * 100),
  )
  return `${value} % (${low} to ${high} %)`
}

const spentOf = ({ tokens, cost }: EvalProgress): string =>
  `${formatCount(tokens)} tokens, ${formatCost(cost)}`

const atOnce = ({ concurrency: { now, most } }: EvalProgress): string =>
  now === most ? `${most} at once` : `${now} at once, of ${most}: the endpoint asks to wait`

function attemptRow(attempt: RunningAttempt, width: number): string {
  const { case: id, repeat, stage, round, turns, ms } = attempt
  const doing =
    stage === 'working'
      ? `working, ${counted(turns, 'turn')}${round > 0 ? `, mends ${round}` : ''}`
      : stage
  const tail = `${doing}  ${formatDuration(Math.max(1000, ms - (ms % 1000)))}`
  const room = Math.max(8, width - widthOf(tail) - 4)
  const name = shorten(`${plainLine(id)} #${repeat}`, room)
  return `  ${name}${' '.repeat(Math.max(0, Math.min(room, 44) - widthOf(name)))}  ${tail}`
}
