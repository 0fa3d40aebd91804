import type { Fault } from '../files/fault.ts'
import type { DiffNames } from './diff-names.ts'
import type { Hunk, Section } from './section.ts'
import { wrongLine } from './wrong-line.ts'

/** What a unified diff says of one file. */
export interface FileDiff {
  line: number
  /** Of git's first line. */
  git?: DiffNames | undefined
  /** Of `---` and `+++`. */
  names?: DiffNames
  renamed?: { from?: string; to?: string }
  /** What is made where nothing was. */
  made?: 'file' | 'program'
  isDeleted?: boolean
  hunks: Hunk[]
  /** Whether its own lines end without a return, so that one in a hunk is of the file. */
  isBare?: boolean
  /** Whether a line of its hunks ends with a return. */
  hasReturns?: boolean
}

/** What becomes of the file. */
export function sectionOfDiff(file: FileDiff): Section | Fault {
  const { line, renamed, made, isDeleted } = file
  const hunks = hunksOf(file)
  if (renamed?.from !== undefined && renamed.to !== undefined) {
    return { kind: 'update', path: renamed.from, to: renamed.to, hunks, line }
  }
  const { from, to } = namesOf(file)
  if (file.names && from === null && to === null) return wrongLine(line, 'no side of it is a file')
  if (from !== null && to !== null && file.names) {
    // Before and after of one file, as diff -u names copies (`x.orig`): the new name is the file.
    return { kind: 'update', path: to, hunks, line }
  }
  if (to !== null && (file.names || made !== undefined)) {
    const mode = made === 'program' ? { mode: 0o755 } : {}
    return { kind: 'add', path: to, text: addedText(hunks), ...mode, line }
  }
  if (from !== null && (file.names || isDeleted)) {
    return { kind: 'delete', path: from, ...(hunks.length > 0 && { hunks }), line }
  }
  return wrongLine(line, 'it says neither what becomes of the file nor where it goes')
}

/** Git's first line knows what is a prefix on both sides; an empty file has no other. */
function namesOf({ names, git, isDeleted }: FileDiff): DiffNames {
  if (!git) return names ?? { from: null, to: null }
  const isNone = names ?? { from: isDeleted ? '' : null, to: isDeleted ? null : '' }
  return { from: isNone.from === null ? null : git.from, to: isNone.to === null ? null : git.to }
}

/** The lines to add say what ends them only where a return in the patch can be one of the file. */
function hunksOf({ hunks, isBare, hasReturns }: FileDiff): Hunk[] {
  if (isBare && hasReturns) return hunks
  return hunks.map((hunk) => ({
    ...hunk,
    lines: hunk.lines.map(({ kind, text }) => ({ kind, text })),
  }))
}

function addedText(hunks: readonly Hunk[]): string {
  const lines = hunks.flatMap((hunk) => hunk.lines)
  const text = lines.map((line) => line.text + (line.end ?? '\n')).join('')
  return hunks.at(-1)?.isUnended ? text.slice(0, -1) : text
}
