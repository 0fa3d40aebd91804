import type { Fault } from './fault.ts'
import { nearMiss } from './near-miss.ts'

export interface Edit {
  path: string
  old_string: string
  new_string: string
  replace_all?: boolean | undefined
}

/** Replaces text by text: nothing in either of them means anything else. */
export function applyEdit(text: string, edit: Edit): { text: string; count: number } | Fault {
  const { path, old_string: old, new_string: replacement } = edit
  if (old === replacement) {
    return { code: 'no_change', message: 'old_string and new_string are the same.' }
  }
  const [search, insert] = text.includes(old) ? [old, replacement] : inLineEnds(text, edit)
  const pieces = text.split(search)
  const count = pieces.length - 1
  if (count === 0) return { code: 'no_match', message: `${path}: ${nearMiss(text, old)}` }
  if (count > 1 && !edit.replace_all) {
    return {
      code: 'not_unique',
      message: `${path}: old_string occurs ${count} times (lines ${linesOf(text, search)}). Add context, or set replace_all.`,
    }
  }
  return { text: pieces.join(insert), count }
}

/** The model sees and writes `\n`; a file that ends its lines otherwise keeps doing so. */
function inLineEnds(text: string, { old_string, new_string }: Edit): [string, string] {
  if (!text.includes('\r\n')) return [old_string, new_string]
  const convert = (part: string) => part.replaceAll(/\r?\n/g, () => '\r\n')
  return [convert(old_string), convert(new_string)]
}

function linesOf(text: string, search: string): string {
  const lines: number[] = []
  let line = 1
  let from = 0
  for (let at = text.indexOf(search); at >= 0 && lines.length < 10;) {
    line += text.slice(from, at).split('\n').length - 1
    lines.push(line)
    from = at
    at = text.indexOf(search, at + search.length)
  }
  return lines.join(', ')
}
