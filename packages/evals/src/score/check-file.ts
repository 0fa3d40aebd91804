import type { FileCheck } from '../suite/text-check.ts'
import type { ObservedFile } from '../record/observed.ts'
import { quoted } from './one-line.ts'
import { textFaults } from './text-faults.ts'

/** What of a check does not hold of a file; empty where all does. */
export function fileFaults(file: ObservedFile, check: FileCheck): string[] {
  const { exists = true, unchanged, ...text } = check
  if (!exists) return file.after === null ? [] : ['there is such a file, and there must be none']
  if (file.after === null) return ['there is no such file']
  const changed = unchanged && file.before !== file.after ? [changeOf(file)] : []
  return Object.keys(text).length === 0 ? changed : [...changed, ...saidFaults(file, text)]
}

const changeOf = ({ before }: ObservedFile): string =>
  before === null ? 'was not there before, and must be unchanged' : 'was changed, and must not be'

function saidFaults(file: ObservedFile, check: Omit<FileCheck, 'exists' | 'unchanged'>): string[] {
  if (file.text === null) return [unreadable(file)]
  const faults = textFaults(file.text, check)
  return faults.length === 0 ? [] : [...faults, `it says ${quoted(file.text)}`]
}

const unreadable = ({ bytes }: ObservedFile): string =>
  bytes > 256 * 1024 ? `has ${bytes} bytes: too long to be read` : 'is no text in UTF-8'
