import type { Json, TimelineRow } from '@harness/kernel'
import { describeCall } from './describe-call.ts'
import { formatCount, formatDuration, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'

const width = 80
const indent = ' '.repeat(21)

/** What happened, a line or two for each step, in 80 columns: since the beginning, kind, how it went, how long it took. */
export function printTimeline(rows: readonly TimelineRow[]): string {
  const [first] = rows
  return rows.map((row) => printRow(row, first?.at ?? row.at)).join('')
}

function printRow(row: TimelineRow, began: number): string {
  const at = formatDuration(Math.max(0, row.at - began)).padStart(11)
  const took = row.durationMs === null ? '' : formatDuration(row.durationMs)
  const right = [describeStatus(row), tokensOf(row), took].filter((part) => part !== '').join(' · ')
  const left = `${at}  ${row.kind.padEnd(6)}  `
  const title = row.kind === 'run' ? '' : titleOf(row)
  const room = width - left.length - right.length - 2
  const line = title === '' ? left + right : `${left}${shorten(title, room).padEnd(room)}  ${right}`
  const detail = detailOf(row)
  return `${line.trimEnd()}\n${detail === '' ? '' : `${indent}${shorten(detail, width - indent.length)}\n`}`
}

const titleOf = ({ title, kind }: TimelineRow) =>
  kind === 'call' ? callTitle(title) : plainLine(title)

/** `shell {"command":"npm test"}` reads as `shell npm test`. */
function callTitle(title: string): string {
  const at = title.indexOf(' ')
  if (at === -1) return plainLine(title)
  const input = parseJson(title.slice(at + 1))
  return input === undefined ? plainLine(title) : plainLine(describeCall(title.slice(0, at), input))
}

/** Undefined for what a model wrote that is no JSON. */
function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function describeStatus({ kind, status }: TimelineRow): string {
  if (kind === 'input') return status === 'person' ? '' : status
  if (kind === 'model') return status === 'calls' || status === 'end' ? '' : status
  return status
}

const tokensOf = ({ usage }: TimelineRow) =>
  usage ? `${formatCount(usage.inputTokens)}→${formatCount(usage.outputTokens)}` : ''

/** A call that worked has its output in the log; here its failure matters, and what the model said. */
function detailOf({ kind, status, detail }: TimelineRow): string {
  if (kind === 'call' && status === 'done') return ''
  return plainLine(detail)
}
