// Writers know nothing of the index: who lists brings it up to date, by comparing the sizes of logs that only grow.
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Home } from '../home.ts'
import { parseJson } from '../log/parse-json.ts'
import { sessionExists } from '../require-session.ts'
import { isSessionId } from '../session-id.ts'
import { sessionPaths, sessionsFolder } from '../session-paths.ts'
import { readUpdate, type Update } from './read-update.ts'
import { SessionRecord } from './session-record.ts'

/** Makes the index say what the logs say. */
export async function refreshIndex(home: Home, index: DatabaseSync): Promise<void> {
  const rows = readRows(index)
  for (const id of await home.disk.list(sessionsFolder(home.root))) {
    if (!isSessionId(id) || !(await sessionExists(home, id))) continue
    const row = rows.get(id)
    rows.delete(id)
    const size = await home.disk.size(sessionPaths(home.root, id).log)
    if (size === undefined || size === row?.size) continue
    const known = row && row.size < size ? row.summary : undefined
    const update = await readUpdate(home, { id, size, known })
    inTransaction(index, () => {
      if (sizeOf(index, id) !== row?.size) return // another process was faster
      if (row && !known) forget(index, id)
      write(index, size, update)
    })
  }
  for (const id of rows.keys()) inTransaction(index, () => forget(index, id))
}

const Row = z.object({ id: z.string(), size: z.int(), summary: z.string() })

interface Indexed {
  size: number
  /** Undefined when it cannot be read: it is made again. */
  summary: SessionRecord | undefined
}

function readRows(index: DatabaseSync): Map<string, Indexed> {
  const rows = index.prepare('select id, size, summary from sessions').all()
  return new Map(
    rows.map((each) => {
      const { id, size, summary } = Row.parse(each)
      return [id, { size, summary: SessionRecord.safeParse(parseJson(summary)).data }]
    }),
  )
}

const sizeOf = (index: DatabaseSync, id: string): number | undefined => {
  const row = index.prepare('select id, size, summary from sessions where id = ?').get(id)
  return row && Row.parse(row).size
}

function write(index: DatabaseSync, size: number, { summary, texts }: Update): void {
  const { id, workspace = null, updatedAt } = summary
  index
    .prepare('insert or replace into sessions values (?, ?, ?, ?, ?)')
    .run(id, size, workspace, updatedAt, JSON.stringify(summary))
  const insert = index.prepare('insert into texts values (?, ?, ?)')
  for (const { seq, text } of texts) insert.run(id, seq, text)
}

function forget(index: DatabaseSync, id: string): void {
  index.prepare('delete from sessions where id = ?').run(id)
  index.prepare('delete from texts where session = ?').run(id)
}

function inTransaction(index: DatabaseSync, work: () => void): void {
  index.exec('begin immediate')
  try {
    work()
    index.exec('commit')
  } catch (error) {
    index.exec('rollback')
    throw error
  }
}
