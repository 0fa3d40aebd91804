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
  const summaries = rows.map((row) => SessionSummary.parse(parseJson(Row.parse(row).summary)))
  const [word] = words
  if (word === undefined) return summaries
  const matches = matchesOf(index, new Set(summaries.map(({ id }) => id)), word)
  return summaries.map((summary) => ({ ...summary, ...matches.get(summary.id) }))
}

const Row = z.object({ summary: z.string() })
const Match = z.object({ session: z.string(), seq: z.int(), text: z.string() })

/** The index is of groups of three letters: shorter words are looked for in all texts. */
const isShort = (word: string) => Array.from(word).length < 3
const hit = (word: string) => (isShort(word) ? `text like ? escape '\\'` : 'texts match ?')
const pattern = (word: string) =>
  isShort(word) ? `%${word.replaceAll(/[\\%_]/g, '\\$&')}%` : `"${word.replaceAll('"', '""')}"`

/** In one go: the index has no way to the texts of one session. Rows of a session stand in the order of its events. */
function matchesOf(index: DatabaseSync, ids: ReadonlySet<string>, word: string) {
  const matches = new Map<string, Pick<ListedSession, 'match'>>()
  const rows = index
    .prepare(
      `select session, seq, text from texts where rowid in (select min(rowid) from texts where ${hit(word)} group by session)`,
    )
    .iterate(pattern(word))
  for (const row of rows) {
    const { session, seq, text } = Match.parse(row)
    if (ids.has(session)) matches.set(session, { match: { seq, text: excerpt(text, word) } })
  }
  return matches
}

/** A line or so around a word. */
function excerpt(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word.toLowerCase()))
  const [from, to] = [Math.max(0, at - 40), at + word.length + 80]
  const part = text.slice(from, to).replaceAll(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${part.toWellFormed()}${to < text.length ? '…' : ''}`
}
