import { readFileSync, statSync } from 'node:fs'

/**
 * The sockets in the file system that something outside the sandbox has made, read from Linux's table of them. A mount that
 * cannot be written does not keep anybody from talking to a socket in it.
 */
export function listeningSockets(table = '/proc/net/unix'): string[] {
  const paths = readTable(table)
    .split('\n')
    .slice(1)
    .flatMap((line) => /^(?:\S+ +){6}\d+ (\/.*)$/u.exec(line)?.[1] ?? [])
  return [...new Set(paths)].filter(isSocket)
}

function readTable(table: string): string {
  try {
    return readFileSync(table, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return ''
    throw error
  }
}

function isSocket(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isSocket() === true
  } catch (error) {
    // A folder that we may not look into: nor may the command.
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
