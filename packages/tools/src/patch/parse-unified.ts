// Unified diffs, plain and as git writes them: https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
import type { Fault } from '../files/fault.ts'
import { diffNames, gitNames, unquotedName } from './diff-names.ts'
import { sectionOfDiff, type FileDiff } from './file-diff.ts'
import type { Patch, Section } from './section.ts'
import { readUnifiedHunk } from './unified-hunk.ts'
import { wrongLine } from './wrong-line.ts'

/** Reads a patch of one or several files. The fault says at which of its lines it is wrong. */
export function parseUnified(text: string): Patch | Fault {
  const files: FileDiff[] = []
  const fault = readFiles(text.replace(/\n$/, '').split('\n'), files)
  if (fault) return fault
  const sections: Section[] = []
  for (const file of files) {
    const section = sectionOfDiff(file)
    if ('code' in section) return section
    sections.push(section)
  }
  return { sections, matching: 'exact' }
}

const plain = (line = '') => line.replace(/\r$/, '')

function readFiles(lines: readonly string[], files: FileDiff[]): Fault | undefined {
  let file: FileDiff | undefined
  let at = 0
  const begin = (): FileDiff => {
    const fresh: FileDiff = { line: at + 1, hunks: [] }
    files.push(fresh)
    return fresh
  }
  while (at < lines.length) {
    const line = plain(lines[at])
    if (line.startsWith('diff --git ')) {
      file = begin()
      file.git = gitNames(line)
    } else if (line.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
      if (!file || file.names) file = begin()
      file.names = diffNames(line, plain(lines[at + 1]))
      // With a return at its own lines too, the patch says nothing about those of the file.
      file.isBare = !lines[at]?.endsWith('\r')
      at += 1
    } else if (line.startsWith('@@ ')) {
      if (!file?.names) return wrongLine(at + 1, 'a hunk without --- and +++ before it')
      const read = readUnifiedHunk(lines, at)
      if ('code' in read) return read
      file.hunks.push(read.hunk)
      file.hasReturns ||= read.hasReturns
      at = read.last
    } else if (file) {
      const fault = readOther(line, file, at + 1)
      if (fault) return fault
    }
    at += 1
  }
  return files.length > 0
    ? undefined
    : wrongLine(1, 'it has no file: neither --- and +++ nor diff --git')
}

/** What git says beside the names, what it cannot mean here, and words between the files. */
function readOther(line: string, file: FileDiff, number: number): Fault | undefined {
  if (line === 'GIT binary patch' || line.startsWith('Binary files ')) {
    return wrongLine(number, 'binary files are not patched here; use git apply')
  }
  if (file.hunks.length > 0) {
    // The end of a mail, or of what it says above its diffs.
    const isBody = /^[+-]/.test(line) && line !== '-- ' && line !== '---'
    return isBody ? wrongLine(number, 'a line behind the end of its hunk') : undefined
  }
  if (line.startsWith('copy from ')) {
    return wrongLine(number, 'files are not copied by a patch here; add the new one whole')
  }
  const [, what = '', mode = ''] =
    /^(old mode|new mode|new file mode|deleted file mode|index \S+) ([0-7]{6})$/.exec(line) ?? []
  if (mode === '120000' || mode === '160000') {
    return wrongLine(number, 'links and submodules are not patched here; use git apply')
  }
  if (what === 'new mode') {
    return wrongLine(number, 'modes are not patched here; leave its lines out and use chmod')
  }
  if (what === 'new file mode') file.made = mode === '100755' ? 'program' : 'file'
  if (what === 'deleted file mode') file.isDeleted = true
  for (const side of ['from', 'to'] as const) {
    const mark = `rename ${side} `
    if (line.startsWith(mark)) {
      file.renamed = { ...file.renamed, [side]: unquotedName(line.slice(mark.length)) }
    }
  }
  return undefined
}
