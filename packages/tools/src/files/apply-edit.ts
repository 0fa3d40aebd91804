import type { Fault } from './fault.ts'
import type { FileText } from './file-text.ts'
import { lineEndings } from './line-endings.ts'
import { editableBytes } from './load-file.ts'
import { nearMiss } from './near-miss.ts'

export interface Edit {
  path: string
  old_string: string
  new_string: string
  replace_all?: boolean | undefined
}

/**
 * Replaces text by text: nothing in either of them means anything else, but that a line ends as the file's lines do. The
 * model sees and writes `\n`.
 */
export function applyEdit(file: FileText, edit: Edit): { text: string; count: number } | Fault {
  const { path, old_string: old, new_string: replacement } = edit
  if (old === replacement) {
    return { code: 'no_change', message: `${path}: old_string and new_string are the same.` }
  }
  if (!old.isWellFormed() || !replacement.isWellFormed()) {
    const message = `${path}: old_string or new_string has half a character (a lone surrogate). Write whole ones.`
    return { code: 'invalid_text', message }
  }
  if (file.encoding === 'bytes' && !isAscii(old + replacement)) {
    const why = 'its encoding is not known, so only ASCII can be replaced in it or put into it'
    return { code: 'unknown_encoding', message: `${path}: ${why}.` }
  }
  const endings = lineEndings(file.text)
  const sought = endings.plain(old)
  const isEverywhere = edit.replace_all ?? false
  const places = placesOf(endings.text, sought, isEverywhere ? sought.length : 1)
  const count = places.length
  if (count === 0) {
    const message = `${path}: old_string was not found. ${nearMiss(file.text, old)}`
    return { code: 'no_match', message }
  }
  if (count > 1 && !isEverywhere) {
    const lines = places.slice(0, 10).map((at) => lineAt(endings.text, at))
    return {
      code: 'not_unique',
      message: `${path}: old_string occurs ${count} times (lines ${lines.join(', ')}). Add context, or set replace_all.`,
    }
  }
  const insert = endings.plain(replacement)
  const size = file.text.length + count * (insert.length - sought.length)
  if (size > editableBytes) {
    const message = `${path}: it would have ${size} characters; change it with a command.`
    return { code: 'too_large', message }
  }
  const changes = places.map((at) => ({ from: at, to: at + sought.length, insert }))
  return { text: endings.replace(changes), count }
}

/** Places one after the other, or with a step of one also those that overlap: then none of them is meant alone. */
function placesOf(text: string, sought: string, step: number): number[] {
  const places: number[] = []
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + step)) {
    places.push(at)
  }
  return places
}

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length
