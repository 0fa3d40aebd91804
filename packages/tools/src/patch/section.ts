/** A line of a hunk. */
export interface HunkLine {
  kind: 'context' | 'remove' | 'add'
  text: string
  /** What ends an added line, where the patch says it; else the file's own lines do. */
  end?: string
}

/** A place of a file and what becomes of it. */
export interface Hunk {
  /** Where it stands in the patch, from 1. */
  line: number
  /** Lines that stand above it in the file, in order: the search begins behind them. */
  anchors: readonly string[]
  lines: readonly HunkLine[]
  /** Whether it stands at the end of the file. */
  isLast: boolean
  /** Where it stood when the patch was made, from 1; undefined where the patch does not say. */
  place?: number
  /** Whether the file ends without a line end behind it. */
  isUnended?: boolean
}

/** What a patch does to one file. */
export type Section =
  | {
      kind: 'add'
      path: string
      text: string
      /** Its permission bits, where the patch says them. */
      mode?: number
      line: number
    }
  | {
      kind: 'delete'
      path: string
      /** What the file must hold, where the patch says it. */
      hunks?: readonly Hunk[]
      line: number
    }
  | {
      kind: 'update'
      path: string
      /** Where it goes. */
      to?: string
      hunks: readonly Hunk[]
      line: number
    }

/** How exactly a hunk's lines are looked for: as they are, or as Codex does, with whitespace and typography forgiven. */
export type Matching = 'exact' | 'lenient'

/** A patch, read. */
export interface Patch {
  sections: readonly Section[]
  matching: Matching
}
