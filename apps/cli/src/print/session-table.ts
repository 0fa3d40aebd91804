import { maskSecrets } from '@harness/kernel'
import type { ListedSession } from '@harness/sdk'
import { ago } from './ago.ts'
import { coloursFor } from './colours.ts'
import { counted, formatCost, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'
import type { Screen } from './screen.ts'

export interface SessionTable {
  /** Whether their folders are told. */
  all: boolean
  /** What was searched for. */
  words?: string
  screen: Screen
}

/**
 * The sessions, aligned. On a terminal a session has its title on a line of its own, and the rest below; in a pipe it is one
 * line, whole, with its title last.
 */
export function sessionTable(sessions: readonly ListedSession[], table: SessionTable): string {
  const rows = sessions.map((session) => ({ session, cells: cellsOf(session) }))
  const widths = widthsOf(rows.map(({ cells }) => cells))
  const line = (cells: readonly string[]) =>
    cells
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0
        if (width === 0) return []
        return [column === 1 ? cell.padStart(width) : cell.padEnd(width)]
      })
      .join('  ')
  return rows
    .map(({ session, cells }) =>
      table.screen.isTTY
        ? onTerminal(session, line(cells), table)
        : inPipe(session, line(cells), table),
    )
    .join('')
}

/** A title is what was said first, whatever that was. */
const titleOf = ({ title = '' }: ListedSession): string => plainLine(maskSecrets(title))

/** Of an imported session it may be anything. */
const widestModel = 48

function cellsOf({ id, updatedAt, lastRun, damaged, turns, cost, model }: ListedSession): string[] {
  return [
    id,
    updatedAt === 0 ? '' : ago(Date.now() - updatedAt),
    damaged ? 'damaged' : (lastRun ?? 'open'),
    turns === undefined ? '' : counted(turns, 'turn'),
    cost === undefined || cost === null ? '' : formatCost(cost),
    shorten(plainLine(model ?? ''), widestModel),
  ]
}

/** Columns that nothing stands in take no room. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(0, ...rows.map((cells) => cells.length))
  return Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((cells) => cells[column]?.length ?? 0)),
  )
}

function onTerminal(session: ListedSession, facts: string, table: SessionTable): string {
  const { screen, all } = table
  const colour = coloursFor(screen)
  const columns = (screen.columns || 80) - 1
  const title = colour('bold', shorten(titleOf(session) || '(nothing was said)', columns))
  const found = matchOf(session, table)
  const lines = [
    title,
    `  ${colour('dim', shorten(facts.trimEnd(), columns - 2))}`,
    ...(found === '' ? [] : [`  ${found}`]),
    ...(all ? [`  ${colour('dim', plainLine(session.workspace ?? ''))}`] : []),
  ]
  return `${lines.join('\n')}\n`
}

function inPipe(session: ListedSession, facts: string, table: SessionTable): string {
  const folder = table.all ? `  ${plainLine(session.workspace ?? '')}` : ''
  const found = matchOf(session, table)
  const row = `${facts}  ${titleOf(session)}${folder}`.trimEnd()
  return `${row}\n${found === '' ? '' : `    ${found}\n`}`
}

/** The text around a hit, with the words that were looked for. */
function matchOf({ match }: ListedSession, { words = '', screen }: SessionTable): string {
  if (!match) return ''
  const colour = coloursFor(screen)
  const text = plainLine(match.text)
  const wanted = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, '\\$&'))
  return text.replaceAll(new RegExp(wanted.join('|'), 'giu'), (hit) => colour('yellow', hit))
}
