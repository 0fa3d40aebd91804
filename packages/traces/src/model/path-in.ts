import type { Trace } from './trace.ts'

/** A path as it stands in the session's workspace; one outside stays whole. */
export function pathIn({ workspace }: Pick<Trace, 'workspace'>, path: string): string {
  const begin = workspace === null ? '' : `${workspace}/`
  return begin !== '' && path.startsWith(begin) ? path.slice(begin.length) : path
}
