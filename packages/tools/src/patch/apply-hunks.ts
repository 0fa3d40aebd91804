import type { Fault } from '../files/fault.ts'
import { nearMiss } from '../files/near-miss.ts'
import { commonEnd, fileLines, type FileLine } from './file-lines.ts'
import { LineIndex } from './line-index.ts'
import type { Hunk, HunkLine, Matching } from './section.ts'

/**
 * A text with hunks applied, in order and each behind the one before. Context stays as it stands in the file, to the byte;
 * what is added ends its lines as most of the file's are. A last line is ended where a hunk reaches it and does not say
 * otherwise; by lenient patches always, as Codex does.
 */
export function applyHunks(
  text: string,
  hunks: readonly Hunk[],
  matching: Matching,
): string | Fault {
  const lines = fileLines(text, matching)
  const index = new LineIndex(
    lines.map((line) => line.text),
    matching,
  )
  const placed: Placed[] = []
  let from = 0
  let drift = 0
  for (const hunk of hunks) {
    const place = placeOf(hunk, { index, lines, from, drift })
    if ('code' in place) return { ...place, message: `${place.message} ${closest(text, hunk)}` }
    placed.push(place)
    from = Math.max(from, place.next)
    if (hunk.place !== undefined) drift = place.start - (hunk.place - 1)
  }
  const end = commonEnd(lines)
  const result = rebuilt(lines, placed, end)
  const last = result.at(-1)
  const isReached = placed.some(({ start, count }) => start + count >= lines.length)
  if (last && hunks.some(({ isUnended }) => isUnended)) last.end = ''
  else if (last && (isReached || matching === 'lenient')) last.end ||= end
  return joined(result)
}

/** Where a hunk goes, and what becomes of what stands there. */
interface Placed {
  start: number
  /** How many lines of the file it takes. */
  count: number
  lines: readonly HunkLine[]
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
  const { index, lines, drift } = placing
  let { from } = placing
  for (const anchor of hunk.anchors) {
    const at = index.find([anchor], { from })
    if (at === undefined) return notFound(hunk, `the line ${JSON.stringify(anchor)} was`, from)
    from = at + 1
  }
  const near = hunk.place === undefined ? undefined : hunk.place - 1 + drift
  if (hunk.lines.every(({ kind }) => kind === 'add')) {
    const start = near === undefined ? endOf(lines) : Math.min(Math.max(near, from), lines.length)
    return { start, count: 0, lines: hunk.lines, next: from }
  }
  for (const body of [hunk.lines, withoutLastBlank(hunk.lines)]) {
    const wanted = body.flatMap(({ kind, text }) => (kind === 'add' ? [] : [text]))
    if (wanted.length === 0) continue
    const start = index.find(wanted, { from, near, isLast: hunk.isLast })
    if (start === undefined) continue
    return { start, count: wanted.length, lines: body, next: start + wanted.length }
  }
  return notFound(hunk, 'its lines were', from)
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

function closest(text: string, { lines }: Hunk): string {
  const wanted = lines.flatMap((line) => (line.kind === 'add' ? [] : [line.text]))
  return nearMiss(text, wanted.join('\n'))
}

function rebuilt(lines: readonly FileLine[], placed: readonly Placed[], end: string): FileLine[] {
  const result: FileLine[] = []
  let from = 0
  for (const { start, count, lines: body } of placed.toSorted((a, b) => a.start - b.start)) {
    result.push(...copies(lines.slice(from, start)))
    let at = start
    for (const { kind, text } of body) {
      const old = lines[at]
      if (kind === 'add') result.push({ text, end })
      else if (kind === 'context' && old) result.push({ ...old })
      if (kind !== 'add') at += 1
    }
    from = start + count
  }
  result.push(...copies(lines.slice(from)))
  // Only a last line may be without an end.
  for (const line of result.slice(0, -1)) line.end ||= end
  return result
}

const copies = (lines: readonly FileLine[]) => lines.map((line) => ({ ...line }))

const joined = (lines: readonly FileLine[]): string =>
  lines.map(({ text, end }) => text + end).join('')
