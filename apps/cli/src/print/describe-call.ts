import type { Json } from '@harness/kernel'
import { plainLine } from './plain-text.ts'

/** A call in a few words: the tool, and what its input is mostly about. */
export function describeCall(tool: string, input: Json): string {
  return plainLine(`${tool} ${subjectOf(input)}`)
}

const telling = [
  'command',
  'path',
  'file_path',
  'file',
  'pattern',
  'query',
  'url',
  'question',
  'prompt',
]

function subjectOf(input: Json): string {
  if (typeof input === 'string') return input
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return ''
  for (const key of telling) {
    const value = input[key]
    if (typeof value === 'string') return value
  }
  return Object.values(input).find((value) => typeof value === 'string') ?? ''
}
