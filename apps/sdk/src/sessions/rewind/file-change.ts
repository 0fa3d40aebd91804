import type { EventOf, FileBefore, FileState, Hash } from '@harness/kernel'

/** One change of one file, as a log tells it. */
export interface FileChange {
  session: string
  seq: number
  /** When it was settled, for putting the changes of several sessions in order. */
  at: number
  path: string
  /** What was there; undefined where nobody kept it. */
  before: FileBefore | undefined
  /** The content that it left, null where it left no file. */
  after: Hash | null
  /** Whether it gave the file the permission bits that it has. */
  setsMode: boolean
  /** Whether it is known to have happened. */
  isCertain: boolean
}

type Place = Pick<FileChange, 'session' | 'seq' | 'at'>

/** The changes that a tool says it made. */
export const changesOfTool = (files: readonly FileState[], place: Place): FileChange[] =>
  files.flatMap(({ path, hash, change, before }) =>
    change === undefined
      ? []
      : {
          ...place,
          path,
          before,
          after: hash,
          setsMode: change !== 'modified',
          isCertain: true,
        },
  )

/** The changes of a rewind; `done` are the paths of those that are known to have happened. */
export const changesOfRewind = (
  { data }: EventOf<'rewind.started'>,
  { done, ...place }: Place & { done: ReadonlySet<string> | undefined },
): FileChange[] =>
  data.files
    .filter(({ path }) => !done || done.has(path))
    .map(({ path, before, after }) => ({
      ...place,
      path,
      before,
      after: after.hash,
      setsMode: before.mode !== after.mode,
      isCertain: done !== undefined,
    }))
