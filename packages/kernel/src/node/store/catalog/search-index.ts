import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { parseJson } from '../log/parse-json.ts'
import { SessionSummary } from './session-summary.ts'

export interface ListOptions {
  /** Only sessions of this folder, exactly. */
  workspace?: string
  /** Only sessions with every one of these words somewhere in their title, inputs or replies; case does not matter. */
  query?: string
  /** At most so many. Default: all. */
  limit?: number
}

/** A session that was asked for. `match` is the first place where the first word of the query stands. */
export interface ListedSession extends SessionSummary {
  match?: { seq: number; text: string }
}

/** The sessions that an index knows and that fit, the last changed first. */
export function searchIndex(index: DatabaseSync, options: ListOptions): ListedSession[] {
  const words = (options.query ?? '').split(/\s+/).filter((word) => word !== '')
  const conditions = words.map((word) => `id in (select session from texts where ${hit(word)})`)
  const values = words.map(pattern)
  if (options.workspace !== undefined) {
    conditions.push('workspace = ?')
    values.push(options.workspace)
  }
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const rows = index
    .prepare(`select summary from sessions ${where} order by updated desc, id desc limit ?`)
    .all(...values, options.limit ?? -1)
  const [word] = words
  return rows.map((row) => {
    const summary = SessionSummary.parse(parseJson(Row.parse(row).summary))
    return word === undefined ? summary : { ...summary, ...matchIn(index, summary.id, word) }
  })
}

const Row = z.object({ summary: z.string() })
const Match = z.object({ seq: z.int(), text: z.string() })

/** The index is of groups of three letters: shorter words are looked for in all texts. */
const isShort = (word: string) => Array.from(word).length < 3
const hit = (word: string) => (isShort(word) ? `text like ? escape '\\'` : 'texts match ?')
const pattern = (word: string) =>
  isShort(word) ? `%${word.replaceAll(/[\\%_]/g, '\\$&')}%` : `"${word.replaceAll('"', '""')}"`

function matchIn(index: DatabaseSync, id: string, word: string): Pick<ListedSession, 'match'> {
  const row = index
    .prepare(`select seq, text from texts where session = ? and ${hit(word)} order by seq limit 1`)
    .get(id, pattern(word))
  if (!row) return {}
  const { seq, text } = Match.parse(row)
  return { match: { seq, text: excerpt(text, word) } }
}

/** A line or so around a word. */
function excerpt(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word.toLowerCase()))
  const [from, to] = [Math.max(0, at - 40), at + word.length + 80]
  const part = text.slice(from, to).replaceAll(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${part.toWellFormed()}${to < text.length ? '…' : ''}`
}
