import { matchGlob } from './match-glob.ts'

const apart = /[;|&`<>(){}\n\r]+|\$\(/u

/**
 * Whether a deny or ask pattern touches a command: the whole of it, or any part between the shell's joints from any word
 * on, so that `sudo`, `X=1`, `then` or `xargs` before it change nothing; quotes and the program's folder neither.
 */
export function touchesCommand(pattern: string, command: string): boolean {
  const bare = command.replaceAll(/\\\r?\n|["'\\]/gu, '')
  // The longest piece of the pattern that stands for itself has to be there: most patterns are done with it.
  const piece =
    pattern.split(/[\s*?]+/u).toSorted((one, other) => other.length - one.length)[0] ?? ''
  if (!bare.includes(piece) && !command.includes(piece)) return false
  const parts = new Set([command, ...command.split(apart), ...bare.split(apart)].map(wordsOf))
  return [...parts].some(
    (part) =>
      matches(pattern, part) || within(pattern, part) || within(pattern, withoutFolders(part)),
  )
}

const wordsOf = (command: string): string => command.trim().replaceAll(/\s+/gu, ' ')

const withoutFolders = (words: string): string => words.replaceAll(/(^| )[^ ]*\/(?=[^ /])/gu, '$1')

const within = (pattern: string, words: string): boolean => matches(`** ${pattern}`, ` ${words}`)

/**
 * `git status *` covers `git status` too. Elsewhere that is written `git status:*`: what is to be kept from running is
 * kept from running by it.
 */
const matches = (pattern: string, words: string): boolean =>
  (pattern.endsWith(':*') && matches(`${pattern.slice(0, -2)} *`, words)) ||
  matchGlob(pattern, words, { slashes: 'plain' }) ||
  (pattern.endsWith(' *') && matchGlob(pattern.slice(0, -2), words, { slashes: 'plain' }))
