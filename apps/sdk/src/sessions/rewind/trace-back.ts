import type { FileBefore, Hash } from '@harness/kernel'
import type { FileChange } from './file-change.ts'

/** What a file was before its changes. */
export type Traced =
  | {
      kind: 'known'
      /** Undefined when nothing happened after all. */
      before: FileBefore | undefined
      /** Which log has its content. */
      session: string
      /** Whether the changes gave it other permission bits. */
      setsMode: boolean
      /** Where somebody else changed it: what would be lost. */
      lost?: string
    }
  | { kind: 'unknown'; why: string }

/** Follows the changes of a file, in order, from what it is now to what it was. */
export function traceBack(changes: readonly FileChange[], now: Hash | null): Traced {
  let next = now
  let lost: string | undefined
  let first: FileChange | undefined
  let setsMode = false
  for (const change of changes.toReversed()) {
    const { before, after, isCertain } = change
    if (!before)
      return { kind: 'unknown', why: `what it was before event ${change.seq} was not kept` }
    if (!isCertain && next === before.hash && next !== after) continue
    if (next !== after) lost ??= lostAt(first, next)
    first = change
    setsMode ||= change.setsMode
    next = before.hash
  }
  return {
    kind: 'known',
    before: first?.before,
    session: first?.session ?? '',
    setsMode,
    ...(lost !== undefined && { lost }),
  }
}

const lostAt = (later: FileChange | undefined, hash: Hash | null): string => {
  const what = hash === null ? 'removed' : 'changed'
  return later
    ? `${what} by somebody else before event ${later.seq} of ${later.session}`
    : `${what} by somebody else since`
}
