// Unified diffs, plain and as git writes them: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
import type { Fault } from '../files/fault.ts'
import type { Hunk, HunkLine, Patch, Section } from './section.ts'

/** Reads a patch of one or several files. The fault says at which of its lines it is wrong. */
export function parseUnified(text: string): Patch | Fault {
  const lines = text.replace(/\r?\n$/, '').split('\n')
  const files: FileDiff[] = []
  const fault = read(lines, files)
  if (fault) return fault
  const sections: Section[] = []
  for (const file of files) {
    const section = sectionOf(file)
    if ('code' in section) return section
    sections.push(section)
  }
  return { sections, matching: 'exact' }
}

const wrong = (line: number, why: string): Fault => ({
  code: 'invalid_patch',
  message: `Line ${line} of the patch: ${why}.`,
})

/** What is said of one file. Null is `/dev/null`. */
interface FileDiff {
  line: number
  from?: string | null
  to?: string | null
  renamed?: { from?: string; to?: string }
  hunks: Hunk[]
}

function read(lines: readonly string[], files: FileDiff[]): Fault | undefined {
  let file: FileDiff | undefined
  const begin = (line: number): FileDiff => {
    const fresh: FileDiff = { line, hunks: [] }
    files.push(fresh)
    return fresh
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = plain(lines[at])
    if (line.startsWith('diff --git ')) file = begin(at + 1)
    else if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
      if (!file || file.from !== undefined || file.hunks.length > 0) file = begin(at + 1)
      file.from = nameOf(line)
      file.to = nameOf(plain(lines[at + 1]))
      at += 1
    } else if (line.startsWith('@@ ')) {
      if (file?.from === undefined) return wrong(at + 1, 'a hunk without --- and +++ before it')
      const end = readHunk(lines, at, file)
      if (typeof end !== 'number') return end
      at = end
    } else if (file) {
      const fault = readExtended(line, file, at + 1)
      if (fault) return fault
    }
  }
  return files.length === 0
    ? wrong(1, 'it has no file: neither --- and +++ nor diff --git')
    : undefined
}

const plain = (line = '') => line.replace(/\r$/, '')

/** What git says beside the names: only a rename is more than they tell. */
function readExtended(line: string, file: FileDiff, number: number): Fault | undefined {
  if (line === 'GIT binary patch' || line.startsWith('Binary files ')) {
    return wrong(number, 'binary files are not patched here; use git apply')
  }
  for (const side of ['from', 'to'] as const) {
    const mark = `rename ${side} `
    if (line.startsWith(mark)) {
      file.renamed = { ...file.renamed, [side]: unquoted(line.slice(mark.length)) }
    }
  }
  return undefined
}

/** The name of a `---` or `+++` line; a time behind a tab is no part of it. */
function nameOf(line: string): string | null {
  const name = unquoted(line.slice(4).split('\t')[0] ?? '')
  return name === '/dev/null' ? null : name
}

/** Git puts names with odd characters in quotes, their bytes in octal. */
function unquoted(name: string): string {
  if (!/^".*"$/.test(name)) return name
  const bytes: number[] = []
  const body = Buffer.from(name.slice(1, -1))
  for (let at = 0; at < body.length; at += 1) {
    const octal = /^\\([0-7]{3})/.exec(body.toString('latin1', at, at + 4))
    if (octal) {
      bytes.push(Number.parseInt(octal[1] ?? '', 8))
      at += 3
    } else if (body[at] === 0x5c) {
      at += 1
      bytes.push(escaped[String.fromCharCode(body[at] ?? 0)] ?? body[at] ?? 0)
    } else bytes.push(body[at] ?? 0)
  }
  return Buffer.from(bytes).toString('utf8')
}

const escaped: Record<string, number> = { n: 10, t: 9, r: 13 }

const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** Reads as many lines as the header says; answers the place of the last one. */
function readHunk(lines: readonly string[], at: number, file: FileDiff): number | Fault {
  const counts = header.exec(lines[at] ?? '')
  if (!counts) return wrong(at + 1, 'a hunk begins with @@ -LINE,COUNT +LINE,COUNT @@')
  const [, place = '0', old = '1', , fresh = '1'] = counts
  const left = { old: Number(old), new: Number(fresh) }
  const body: HunkLine[] = []
  let isUnended = false
  let end = at
  while (left.old > 0 || left.new > 0 || lines[end + 1]?.startsWith('\\')) {
    end += 1
    const text = lines[end]
    if (text === undefined) return wrong(end, `the hunk of line ${at + 1} is cut off`)
    if (text.startsWith('\\')) {
      isUnended ||= body.at(-1)?.kind !== 'remove'
      continue
    }
    const line = lineOf(text)
    if (
      !line ||
      (line.kind !== 'add' && left.old === 0) ||
      (line.kind !== 'remove' && left.new === 0)
    )
      return wrong(end + 1, `the hunk of line ${at + 1} has other counts of lines than it says`)
    if (line.kind !== 'add') left.old -= 1
    if (line.kind !== 'remove') left.new -= 1
    body.push(line)
  }
  // An empty old side is named by the line above it.
  const first = Number(place) + (Number(old) === 0 ? 1 : 0)
  const hunk = { line: at + 1, anchors: [], lines: body, isLast: false, place: first }
  file.hunks.push(isUnended ? { ...hunk, isUnended } : hunk)
  return end
}

/** What ends a line is the file's own matter. */
function lineOf(written: string): HunkLine | undefined {
  const text = plain(written)
  const rest = text.slice(1)
  switch (text[0]) {
    case '+':
      return { kind: 'add', text: rest }
    case '-':
      return { kind: 'remove', text: rest }
    case ' ':
      return { kind: 'context', text: rest }
    case undefined:
      // Editors take the blank of an empty line of context away.
      return { kind: 'context', text }
    default:
      return undefined
  }
}

function sectionOf({ from, to, renamed, hunks, line }: FileDiff): Section | Fault {
  if (renamed?.from !== undefined && renamed.to !== undefined) {
    return { kind: 'update', path: renamed.from, to: renamed.to, hunks, line }
  }
  if (from === undefined || to === undefined) {
    return wrong(line, 'it says neither what becomes of the file nor where it goes')
  }
  if (from === null && to === null) return wrong(line, 'both sides are /dev/null')
  if (from === null) return { kind: 'add', path: stripped(to), text: addedText(hunks), line }
  if (to === null) return { kind: 'delete', path: stripped(from), line }
  const [path, goal] = [stripped(from), stripped(to)]
  // Before and after of one file, as diff -u names copies (`x.orig`): the new name is the file.
  return { kind: 'update', path: path === goal ? path : goal, hunks, line }
}

const stripped = (name: string | null): string => name?.replace(/^[ab]\//, '') ?? ''

function addedText(hunks: readonly Hunk[]): string {
  const text = hunks.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n')
  return hunks.length === 0 || hunks.at(-1)?.isUnended ? text : `${text}\n`
}
