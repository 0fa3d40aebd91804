import { chmodSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { loadSqlite } from '../lock/load-sqlite.ts'

/** Says what the tables mean. An index of another version is thrown away. */
const version = 2

/** How long to wait for another process that writes the index. */
const patienceMs = 2000

const schema = `
  drop table if exists sessions;
  drop table if exists texts;
  create table sessions (
    id text primary key, size integer not null, workspace text, updated real not null, summary text not null
  ) without rowid;
  create virtual table texts using fts5 (session unindexed, seq unindexed, text, tokenize = trigram);
  pragma user_version = ${version};
`

/** Opens the index of a home, and makes it where there is none. Its content may be stale or empty, never needed. */
export function openIndex(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite()
  const index = new DatabaseSync(path, { timeout: patienceMs })
  try {
    if (path !== ':memory:') chmodSync(path, 0o600)
    index.exec('pragma journal_mode = wal; pragma synchronous = off')
    if (!isCurrent(index)) {
      index.exec('begin immediate')
      if (!isCurrent(index)) index.exec(schema) // nobody was faster
      index.exec('commit')
    }
    return index
  } catch (error) {
    index.close()
    throw error
  }
}

const isCurrent = (index: DatabaseSync): boolean =>
  index.prepare('pragma user_version').get()?.['user_version'] === version
