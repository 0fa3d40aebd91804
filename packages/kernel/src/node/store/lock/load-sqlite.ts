import type * as Sqlite from 'node:sqlite'

/**
 * SQLite, loaded by its first user: most commands need none. Where Node still warns that it is experimental, the warning is
 * kept from people: loading is one synchronous step, in which nothing else could warn.
 */
export function loadSqlite(): typeof Sqlite {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return process.getBuiltinModule('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
