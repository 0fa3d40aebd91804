import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Whether two paths lead to one folder, be it there or not: a home is often reached by a link. */
export const isSameFolder = (one: string, other: string): boolean => realOf(one) === realOf(other)

function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path)
  const above = dirname(path)
  return existsSync(above) ? join(realpathSync(above), basename(path)) : path
}
