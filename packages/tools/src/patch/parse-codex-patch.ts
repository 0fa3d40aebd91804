// The patch format of Codex's `apply_patch`, as its own parser takes it: `*** Begin Patch`, sections by file, hunks that
// are placed by their words and not by numbers. Stacked `@@` anchors are taken too, as the Agents SDK writes them.
import type { Fault } from '../files/fault.ts'
import type { Hunk, HunkLine, Patch, Section } from './section.ts'
import { quoted, wrongLine } from './wrong-line.ts'

const marks = {
  add: '*** Add File: ',
  delete: '*** Delete File: ',
  update: '*** Update File: ',
  move: '*** Move to: ',
  end: '*** End of File',
} as const

/** Reads a whole patch. The fault says at which of its lines it is wrong. */
export function parseCodexPatch(text: string): Patch | Fault {
  const lines = unwrapped(text.trim().split(/\r?\n/))
  if (lines[0]?.trim() !== '*** Begin Patch') {
    return wrongLine(
      1,
      'a patch begins with *** Begin Patch, or as a unified diff with --- and +++',
    )
  }
  if (lines.at(-1)?.trim() !== '*** End Patch') {
    return wrongLine(lines.length, 'the last line of a patch is *** End Patch')
  }
  const reader = new Lines(lines.slice(1, -1))
  const sections: Section[] = []
  while (!reader.isOver) {
    const section = sectionOf(reader)
    if ('code' in section) return section
    sections.push(section)
  }
  return { sections, matching: 'lenient' }
}

/** Models write it as a here-document now and then, as they would in a shell. */
function unwrapped(lines: string[]): string[] {
  const [first = '', ...rest] = lines
  const isHeredoc = /^(?:apply_patch\s+)?<<\s*(?:EOF|'EOF'|"EOF")$/.test(first.trim())
  if (!isHeredoc || !lines.at(-1)?.endsWith('EOF')) return lines
  return rest.slice(0, -1)
}

/** The lines between the first and the last, with the number of the next one in the whole. */
class Lines {
  readonly #lines: readonly string[]
  #at = 0

  constructor(lines: readonly string[]) {
    this.#lines = lines
  }

  get number(): number {
    return this.#at + 2
  }

  get isOver(): boolean {
    return this.#at >= this.#lines.length
  }

  get next(): string | undefined {
    return this.#lines[this.#at]
  }

  skip(): void {
    this.#at += 1
  }
}

function sectionOf(reader: Lines): Section | Fault {
  const line = reader.number
  const header = reader.next?.trim() ?? ''
  reader.skip()
  if (header.startsWith(marks.add)) {
    return { kind: 'add', path: header.slice(marks.add.length), text: addedText(reader), line }
  }
  if (header.startsWith(marks.delete)) {
    return { kind: 'delete', path: header.slice(marks.delete.length), line }
  }
  if (!header.startsWith(marks.update)) {
    return wrongLine(
      line,
      `${quoted(header)} is no section: write *** Add File: PATH, *** Delete File: PATH or *** Update File: PATH`,
    )
  }
  return update(header.slice(marks.update.length), reader, line)
}

function addedText(reader: Lines): string {
  const lines: string[] = []
  while (reader.next?.startsWith('+')) {
    lines.push(`${reader.next.slice(1)}\n`)
    reader.skip()
  }
  return lines.join('')
}

function update(path: string, reader: Lines, line: number): Section | Fault {
  const move = reader.next?.trim() ?? ''
  const to = move.startsWith(marks.move) ? move.slice(marks.move.length) : undefined
  if (to !== undefined) reader.skip()
  const hunks: Hunk[] = []
  while (!reader.isOver && !isHeader(reader.next)) {
    if (reader.next?.trim() === '') {
      reader.skip()
      continue
    }
    const hunk = hunkOf(reader, hunks.length === 0)
    if ('code' in hunk) return hunk
    hunks.push(hunk)
  }
  if (hunks.length === 0) return wrongLine(line, `the update of ${path} has no hunk`)
  return { kind: 'update', path, ...(to !== undefined && { to }), hunks, line }
}

const isHeader = (line: string | undefined) => line?.trimStart().startsWith('***') ?? false

function hunkOf(reader: Lines, isFirst: boolean): Hunk | Fault {
  const line = reader.number
  const anchors = anchorsOf(reader)
  if (!anchors && !isFirst) {
    return wrongLine(line, `a hunk begins with @@, not with ${quoted(reader.next ?? '')}`)
  }
  const lines: HunkLine[] = []
  let isLast = false
  while (!reader.isOver) {
    const text = reader.next ?? ''
    if (text === marks.end && lines.length > 0) {
      reader.skip()
      isLast = true
      break
    }
    const read = lineOf(text)
    if (!read) break
    lines.push(read)
    reader.skip()
  }
  if (lines.length > 0) return { line, anchors: anchors ?? [], lines, isLast }
  const found = reader.isOver ? 'nothing follows' : `found ${quoted(reader.next ?? '')}`
  return wrongLine(
    reader.number,
    `every line of a hunk begins with a space, + or -, and there is at least one: ${found}`,
  )
}

/** Several `@@` lines narrow the place one after the other. Undefined when there is none. */
function anchorsOf(reader: Lines): string[] | undefined {
  let anchors: string[] | undefined
  for (let line = reader.next?.trimEnd(); line !== undefined; line = reader.next?.trimEnd()) {
    if (line !== '@@' && !line.startsWith('@@ ')) return anchors
    anchors ??= []
    const words = line.slice(3)
    // A header as unified diffs have it says nothing that the lines below do not.
    if (words !== '' && !/^-\d+(,\d+)? \+\d+(,\d+)? @@/.test(words)) anchors.push(words)
    reader.skip()
  }
  return anchors
}

function lineOf(text: string): HunkLine | undefined {
  if (text === '') return { kind: 'context', text: '' }
  const rest = text.slice(1)
  switch (text[0]) {
    case ' ':
      return { kind: 'context', text: rest }
    case '+':
      return { kind: 'add', text: rest }
    case '-':
      return { kind: 'remove', text: rest }
    default:
      return undefined
  }
}
