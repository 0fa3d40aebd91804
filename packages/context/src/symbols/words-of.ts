import type { Comments } from '../languages/language.ts'

/** Shorter names stand for nothing in particular. */
const shortest = 3

/** What names a word in a graph of mentions: 32 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashOfWord(word: string): number {
  let hash = first
  for (let at = 0; at < word.length; at += 1) hash = mix(hash, word.charCodeAt(at))
  return hash >>> 0
}

/**
 * The hashes of the words of a text's code, each once and sorted. Comments and strings are left out as well as can be
 * without a parser: their words are English. Numbers, not strings: a large tree mentions millions.
 */
export function wordsOf(text: string, comments: Comments): Uint32Array {
  const words = new Set<number>()
  let hash = first
  let length = 0
  for (let at = 0; at <= text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isWord(code)) {
      hash = mix(hash, code)
      length += 1
      continue
    }
    if (length >= shortest) words.add(hash >>> 0)
    hash = first
    length = 0
    at = pastProse(text, at, comments)
  }
  return Uint32Array.from(words).toSorted()
}

const first = 0x811c9dc5
const mix = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

/** Letters, digits, `_`, `$` and all beyond ASCII. Past the end of a text the code is NaN, and no word. */
const isWord = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 36 ||
  code > 127

/** The last character of the comment or string that begins at `at`; `at` where none does. */
function pastProse(text: string, at: number, comments: Comments): number {
  const char = text.charAt(at)
  if (char === '#' && comments === '#') return lineEnd(text, at)
  if (char === '/' && comments === '//') {
    if (text.charAt(at + 1) === '/') return lineEnd(text, at)
    if (text.charAt(at + 1) === '*') return orEnd(text.indexOf('*/', at + 2), text) + 1
  }
  return char === '"' || char === "'" ? stringEnd(text, at, char) : at
}

/** A quote that is not closed on its line begins no string: an apostrophe, a lifetime. */
function stringEnd(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length && text.charAt(end) !== '\n'; end += 1) {
    if (text.charAt(end) === '\\') end += 1
    else if (text.charAt(end) === quote) return end
  }
  return at
}

const lineEnd = (text: string, at: number) => orEnd(text.indexOf('\n', at), text)
const orEnd = (found: number, text: string) => (found < 0 ? text.length : found)
