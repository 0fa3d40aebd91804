import type { Fault } from '../files/fault.ts'
import { commonEnd, fileLines, type FileLine } from './file-lines.ts'
import { LineIndex } from './line-index.ts'
import { replaceLines, type Replacement } from './replace-lines.ts'
import type { Hunk, HunkLine, Matching } from './section.ts'
import { quoted } from './wrong-line.ts'

/**
 * A text with hunks applied, in order and each behind the one before. Context stays as it stands in the file, to the byte.
 * By lenient patches, as by Codex, what is added ends its lines as most of the file's are, and the last line is ended;
 * by exact ones an added line ends as the patch says, or as the lines around it do.
 */
export function applyHunks(
  text: string,
  hunks: readonly Hunk[],
  matching: Matching,
): string | Misplaced {
  const lines = fileLines(text, matching)
  const index = new LineIndex(
    lines.map((line) => line.text),
    matching,
  )
  const placed: Replacement[] = []
  let from = 0
  let drift = 0
  for (const hunk of hunks) {
    const place = placeOf(hunk, { index, lines, from, drift })
    if ('code' in place) return { ...place, wanted: wantedBy(hunk) }
    placed.push(place)
    from = Math.max(from, place.next)
    if (hunk.place !== undefined) drift = place.start - (hunk.place - 1)
  }
  const end = commonEnd(lines)
  const result = replaceLines(lines, placed, { end, matching })
  const last = result.pop()
  if (!last) return ''
  const isUnended = hunks.some((hunk) => hunk.isUnended)
  const lastEnd = isUnended ? '' : matching === 'lenient' ? last.end || end : last.end
  return [...result, { ...last, end: lastEnd }].map((line) => line.text + line.end).join('')
}

/** A hunk that has no place. */
interface Misplaced extends Fault {
  /** What it expects to find. */
  wanted: string
}

interface Placed extends Replacement {
  /** Where the next hunk may begin. */
  next: number
}

interface Placing {
  index: LineIndex
  lines: readonly FileLine[]
  from: number
  /** How far the hunk before was from where it said it was. */
  drift: number
}

function placeOf(hunk: Hunk, placing: Placing): Placed | Fault {
  const { index, drift } = placing
  let { from } = placing
  for (const anchor of hunk.anchors) {
    const at = index.find([anchor], { from })
    if (at === undefined) return notFound(hunk, `the line ${quoted(anchor)} was`, from)
    from = at + 1
  }
  const near = hunk.place === undefined ? undefined : hunk.place - 1 + drift
  if (hunk.lines.every(({ kind }) => kind === 'add')) {
    return added(hunk, { ...placing, from }, near)
  }
  // Codex forgives what it does not find; a diff that says where it stands means what it says.
  const bodies =
    hunk.place === undefined ? [hunk.lines, withoutLastBlank(hunk.lines)] : [hunk.lines]
  for (const body of bodies) {
    const wanted = body.flatMap(({ kind, text }) => (kind === 'add' ? [] : [text]))
    if (wanted.length === 0) continue
    const start = index.find(wanted, { from, near, isLast: hunk.isLast })
    if (start === undefined) continue
    return { start, count: wanted.length, lines: body, next: start + wanted.length }
  }
  return notFound(hunk, 'its lines were', from)
}

/** Nothing proves a place where lines are only added: it is the one that is said, or the end of the file. */
function added(hunk: Hunk, { lines, from }: Placing, near: number | undefined): Placed | Fault {
  if (near === undefined) return { start: endOf(lines), count: 0, lines: hunk.lines, next: from }
  const start = hunk.isLast ? lines.length : Math.max(near, from)
  if (start > lines.length) return notFound(hunk, `line ${start} of the file was`, from)
  return { start, count: 0, lines: hunk.lines, next: start }
}

/** What is only added goes to the end of the file; before an empty line that stands there. */
const endOf = (lines: readonly FileLine[]): number =>
  lines.at(-1)?.text === '' ? lines.length - 1 : lines.length

/** An empty line at the end of a hunk may be none of the file's. */
function withoutLastBlank(lines: readonly HunkLine[]): readonly HunkLine[] {
  const last = lines.findLastIndex(({ kind }) => kind !== 'add')
  if (lines[last]?.text !== '') return lines
  const rest = lines.toSpliced(last, 1)
  const isKept = lines[last].kind === 'context'
  return !isKept && rest.at(-1)?.text === '' && rest.at(-1)?.kind === 'add'
    ? rest.slice(0, -1)
    : rest
}

const notFound = ({ line }: Hunk, what: string, from: number): Fault => ({
  code: 'no_match',
  message: `The hunk at line ${line} of the patch: ${what} not found${from > 0 ? ` behind line ${from}` : ''}.`,
})

const wantedBy = ({ lines }: Hunk): string =>
  lines.flatMap((line) => (line.kind === 'add' ? [] : [line.text])).join('\n')
