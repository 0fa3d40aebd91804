import type { Json } from '@harness/kernel'
import { counted, shorten } from './format.ts'
import { plainLine } from './plain-text.ts'

export interface Finished {
  tool: string
  input: Json
  output: string
}

const mostWords = 60

/** What a call came to, in a few words; empty where there is nothing to say. */
export function describeResult({ tool, input, output }: Finished): string {
  switch (tool) {
    case 'edit':
      return changed([input])
    case 'multi_edit':
      return changed(listOf(input, 'edits'))
    case 'apply_patch':
      return changedBy(textOf(input, 'patch'))
    case 'write_file':
      return counted(linesOf(textOf(input, 'content')).length, 'line')
    case 'read_file': {
      const read = linesOf(output).filter((line) => /^\d+\t/u.test(line)).length
      return read === 0 ? wordsOf(output) : counted(read, 'line')
    }
    case 'shell':
      return commandEnd(output)
    default:
      return wordsOf(output)
  }
}

/** Whether a command came to a bad end: its first line says how it ended, and is not the command's own. */
export const hasFailed = ({ tool, output }: Finished): boolean =>
  tool === 'shell' && /^\[(?!exit code 0\])/u.test(output)

function commandEnd(output: string): string {
  const [end = '', ...lines] = linesOf(output)
  const code = /^\[exit code (\d+)\]$/u.exec(end)?.[1]
  if (code !== undefined && code !== '0') return `exit ${code}`
  return code === '0' ? wordsOf(lines.join('\n')) : plainLine(end.replace(/^\[(.*)\]$/u, '$1'))
}

/** A short text as it is; of a longer one how long it is. */
function wordsOf(text: string): string {
  const lines = linesOf(text.trimEnd())
  return lines.length > 1
    ? counted(lines.length, 'line')
    : shorten(plainLine(lines[0] ?? ''), mostWords)
}

function changed(edits: readonly Json[]): string {
  let [more, less] = [0, 0]
  for (const edit of edits) {
    const [old, fresh] = [linesOf(textOf(edit, 'old_string')), linesOf(textOf(edit, 'new_string'))]
    const least = Math.min(old.length, fresh.length)
    let same = 0
    while (same < least && old[same] === fresh[same]) same++
    let tail = 0
    while (tail < least - same && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
    more += fresh.length - same - tail
    less += old.length - same - tail
  }
  return `+${more} −${less}`
}

function changedBy(patch: string): string {
  const lines = linesOf(patch)
  const more = lines.filter((line) => /^\+(?!\+\+ )/u.test(line)).length
  const less = lines.filter((line) => /^-(?!-- )/u.test(line)).length
  return `+${more} −${less}`
}

const linesOf = (text: string): string[] =>
  text === '' ? [] : text.replace(/\r?\n$/u, '').split('\n')

function valueOf(input: Json, key: string): Json | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined
  return Object.hasOwn(input, key) ? input[key] : undefined
}

function textOf(input: Json, key: string): string {
  const value = valueOf(input, key)
  return typeof value === 'string' ? value : ''
}

function listOf(input: Json, key: string): Json[] {
  const value = valueOf(input, key)
  return Array.isArray(value) ? value : []
}
