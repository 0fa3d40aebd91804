/** A part of a word that is known when it runs: where it stands in the word. */
export interface Hole {
  start: number
  end: number
  why: string
}

export interface Lexed {
  /** What the quotes and backslashes come to, with the holes as they are written. */
  text: string
  glob: boolean
  /** Braces that become several words. */
  brace: boolean
}

const quotable = new Set(['$', '`', '"', '\\'])
const joints = /[\s;|&<>()]/u

/**
 * Takes the quotes off one word, by the rules of POSIX and bash at once. undefined: it is not exactly one word, or the
 * two would read it differently. The grammar's word boundaries are checked by it.
 */
export function lexWord(raw: string, holes: readonly Hole[]): Lexed | undefined {
  let text = ''
  let quote: '' | '"' = ''
  let bare = ''
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw.charAt(at)
    const hole = holes.find(({ start }) => start === at)
    if (hole) {
      text += raw.slice(hole.start, hole.end)
      at = hole.end - 1
    } else if (character === '\\') {
      const next = raw.charAt(at + 1)
      if (next === '') return undefined
      at += 1
      if (next === '\n') continue
      text += quote === '"' && !quotable.has(next) ? `\\${next}` : next
    } else if (character === '"') {
      quote = quote === '"' ? '' : '"'
    } else if (character === '`') {
      return undefined
    } else if (character === '$' && /["'\w({[@*#?!$-]/u.test(raw.charAt(at + 1))) {
      // An expansion the grammar did not see. A dollar before the closing quote is one.
      if (quote === '' || raw.charAt(at + 1) !== '"') return undefined
      text += character
    } else if (quote === '"') {
      text += character
    } else if (character === "'") {
      const end = raw.indexOf("'", at + 1)
      if (end < 0) return undefined
      text += raw.slice(at + 1, end)
      at = end
    } else {
      if (joints.test(character)) return undefined
      bare += character
      text += character
    }
  }
  if (quote !== '') return undefined
  return { text, glob: /[*?]|\[.*\]/u.test(bare), brace: /\{.*(?:,|\.\.).*\}/u.test(bare) }
}
