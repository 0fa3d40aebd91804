import { maskSecrets } from '@harness/kernel'
import { pathIn, type Summary } from '@harness/traces'
import { ago } from '../ago.ts'
import type { coloursFor } from '../colours.ts'
import { counted, formatCost, formatCount, formatDuration, shorten } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { inColumns, section } from './columns.ts'

type Colour = ReturnType<typeof coloursFor>

interface Style {
  columns: number
  colour: Colour
}

/** The head of a trace: what it was, and what it came to. */
export function headText(summary: Summary, { columns, colour }: Style): string {
  const { session, workspace, forkedFrom, parent } = summary
  const of = [
    session,
    plainLine(workspace ?? ''),
    ...(forkedFrom ? [`fork of ${forkedFrom.session}@${forkedFrom.at}`] : []),
    ...(parent === null ? [] : [`subagent of ${parent}`]),
    summary.startedAt === 0 ? '' : ago(Date.now() - summary.startedAt),
  ].filter((part) => part !== '')
  const title = plainLine(maskSecrets(summary.title ?? '(nothing was said)'))
  const cameTo = [...endParts(summary), ...spentParts(summary)]
  return [
    colour('bold', shorten(title, columns)),
    colour('dim', shorten(of.join(' · '), columns)),
    shorten(cameTo.join(' · '), columns),
    timeText(summary),
    '',
  ].join('\n')
}

function endParts({ ended, runs, turns, tools }: Summary): string[] {
  const calls = tools.reduce((sum, one) => sum + one.calls, 0)
  const failed = tools.reduce((sum, one) => sum + one.failed, 0)
  const end = ended ? (ended.limit ?? ended.reason) : runs === 0 ? 'no run' : 'not over'
  return [
    end,
    ...(runs > 1 ? [counted(runs, 'run')] : []),
    counted(turns, 'turn'),
    `${counted(calls, 'call')}${failed > 0 ? `, ${failed} failed` : ''}`,
  ]
}

function spentParts({ usage, cost, priced }: Summary): string[] {
  const cached = usage.cacheReadTokens
  return [
    `${formatCount(usage.inputTokens)} in${cached > 0 ? ` (${formatCount(cached)} cached)` : ''}`,
    `${formatCount(usage.outputTokens)} out`,
    cost === null && priced > 0 ? `${formatCost(priced)} and more` : formatCost(cost),
  ]
}

/** Where the time went; what is left of it is the harness's own. */
function timeText({ time }: Summary): string {
  const parts = [
    `models ${formatDuration(time.models)}`,
    `tools ${formatDuration(time.tools)}`,
    ...(time.people > 0 ? [`people ${formatDuration(time.people)}`] : []),
  ]
  return `${formatDuration(time.runs)}: ${parts.join(', ')}`
}

const mostErrors = 10
const mostFiles = 20

/** The rest of it: models, tools, files, errors. */
export function summaryText(summary: Summary, style: Style): string {
  const { asks, tasks, compactions } = summary
  const others = [
    ...(asks.asked > 0
      ? [`${counted(asks.asked, 'ask')}: ${asks.allowed} allowed, ${asks.denied} denied`]
      : []),
    ...(tasks.commands > 0 ? [counted(tasks.commands, 'command')] : []),
    ...(tasks.subagents > 0 ? [counted(tasks.subagents, 'subagent')] : []),
    ...(tasks.background > 0 ? [`${tasks.background} in the background`] : []),
    ...(compactions > 0 ? [counted(compactions, 'compaction')] : []),
  ]
  return [
    headText(summary, style),
    section('models', modelRows(summary)),
    section('tools', toolRows(summary)),
    section('files', fileRows(summary, style)),
    section('errors', errorRows(summary, style)),
    others.length > 0 ? `${others.join(' · ')}\n` : '',
  ].join('')
}

const modelRows = ({ models }: Summary): string[] =>
  inColumns(
    models.map(({ model, calls, failed, usage, cost, ms }) => [
      plainLine(model),
      counted(calls, 'request'),
      failed > 0 ? `${failed} failed` : '',
      `${formatCount(usage.inputTokens)} → ${formatCount(usage.outputTokens)}`,
      formatCost(cost),
      formatDuration(ms),
    ]),
  )

const toolRows = ({ tools }: Summary): string[] =>
  inColumns(
    tools.map(({ tool, calls, failed, denied, ms, longest }) => [
      plainLine(tool),
      counted(calls, 'call'),
      failed > 0 ? `${failed} failed` : '',
      denied > 0 ? `${denied} denied` : '',
      formatDuration(ms),
      calls > 1 ? `longest ${formatDuration(longest)}` : '',
    ]),
  )

function fileRows({ files, workspace }: Summary, { columns }: Style): string[] {
  const rows = files.slice(0, mostFiles).map(({ path, change, changes }) => {
    const times = changes > 1 ? ` (${changes} times)` : ''
    return shorten(
      `${change.padEnd(8)}  ${plainLine(pathIn({ workspace }, path))}${times}`,
      columns - 2,
    )
  })
  const more = files.length - rows.length
  return more > 0 ? [...rows, `and ${more} more`] : rows
}

function errorRows({ errors, session: own }: Summary, { columns, colour }: Style): string[] {
  const rows = errors.slice(0, mostErrors).map(({ session, seq, where, code, message }) => {
    const place = session === own ? `#${seq}` : `${session}#${seq}`
    const text = `${place}  ${plainLine(where)}  ${plainLine(code)}  ${plainLine(maskSecrets(message))}`
    return colour('red', shorten(text, columns - 2))
  })
  const more = errors.length - rows.length
  return more > 0 ? [...rows, `and ${more} more: trace show --only errors`] : rows
}
