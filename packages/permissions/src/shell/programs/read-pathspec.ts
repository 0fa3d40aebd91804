import type { Word } from '../command.ts'

/**
 * What a word of git names: without the magic before it (gitglossary, "pathspec"), and as a pattern where git looks for
 * names that match it, whatever the shell has quoted.
 */
export function readPathspec(word: Word): Word {
  if (word.kind !== 'literal') return word
  const [magic = ''] = /^:(?:\([^)]*\)|[!^/]+:?)/u.exec(word.text) ?? []
  const text = word.text.slice(magic.length)
  const isPlain = /^(?::\((?:top|literal|,)*\)|:\/)?$/u.test(magic)
  if (isPlain && !/[*?[\\]/u.test(text)) return { kind: 'literal', text }
  // Stars alone are all there is, as without the word.
  return /(?:^|\/)\*+$/u.test(text)
    ? { kind: 'glob', text }
    : { kind: 'glob', text, hidden: 'hidden' }
}
