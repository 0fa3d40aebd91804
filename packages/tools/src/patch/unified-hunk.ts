import type { Fault } from '../files/fault.ts'
import type { Hunk, HunkLine } from './section.ts'
import { wrongLine } from './wrong-line.ts'

export interface UnifiedHunk {
  /** Each of its added lines with its end. */
  hunk: Hunk
  /** Whether one of its lines ends with a return. */
  hasReturns: boolean
  /** The place of its last line among those of the patch. */
  last: number
}

const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
const kinds = { ' ': 'context', '-': 'remove', '+': 'add' } as const

/** Reads as many lines as the header at a place of the patch says. */
export function readUnifiedHunk(lines: readonly string[], at: number): UnifiedHunk | Fault {
  const counts = header.exec(lines[at] ?? '')
  if (!counts) return wrongLine(at + 1, 'a hunk begins with @@ -LINE,COUNT +LINE,COUNT @@')
  const [, place = '0', old = '1', , fresh = '1'] = counts
  const left = { old: Number(old), new: Number(fresh) }
  const body: HunkLine[] = []
  let hasReturns = false
  let isLast = false
  let isUnended = false
  let last = at
  while (left.old > 0 || left.new > 0 || lines[last + 1]?.startsWith('\\')) {
    last += 1
    const text = lines[last]
    if (text === undefined) return wrongLine(last, `the hunk of line ${at + 1} is cut off`)
    if (text.startsWith('\\')) {
      isLast = true
      isUnended ||= body.at(-1)?.kind !== 'remove'
      continue
    }
    const line = lineOf(text)
    if (line && line.kind !== 'add') left.old -= 1
    if (line && line.kind !== 'remove') left.new -= 1
    if (!line || left.old < 0 || left.new < 0) return otherCounts(last + 1, at + 1)
    hasReturns ||= text.endsWith('\r')
    body.push(line)
  }
  if (isMore(lines, last + 1)) return otherCounts(last + 2, at + 1)
  // An empty old side is named by the line above it.
  const first = Number(place) + (Number(old) === 0 ? 1 : 0)
  const hunk: Hunk = { line: at + 1, anchors: [], lines: body, isLast, place: first }
  return { hunk: isUnended ? { ...hunk, isUnended } : hunk, hasReturns, last }
}

const otherCounts = (line: number, hunk: number): Fault =>
  wrongLine(line, `the hunk of line ${hunk} has other counts of lines than it says`)

/** Whether a line of a hunk stands where it should be over. */
function isMore(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.replace(/\r$/, '') ?? ''
  if (line === '-- ' || line === '---') return false
  if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) return false
  return /^[ +-]/.test(line)
}

function lineOf(written: string): HunkLine | undefined {
  const isReturn = written.endsWith('\r')
  const line = isReturn ? written.slice(0, -1) : written
  const text = line.slice(1)
  switch (line[0]) {
    case '+':
      return { kind: 'add', text, end: isReturn ? '\r\n' : '\n' }
    case '-':
    case ' ':
      return { kind: kinds[line[0]], text }
    case undefined:
      // Editors take the blank of an empty line of context away.
      return { kind: 'context', text }
    default:
      return undefined
  }
}
