import { matchGlob } from './match-glob.ts'

const apart = /[;|&`<>(){}\n\r]+|\$\(/u

/**
 * Whether a deny or ask pattern touches a command: the whole of it, or any part between the shell's joints from any word
 * on, so that `sudo`, `X=1`, `then` or `xargs` before it change nothing; quotes and the program's folder neither.
 * `git push:*`, as Claude Code writes it, touches what `git push *` does too: what denies is never passed over in silence.
 */
export function touchesCommand(pattern: string, command: string): boolean {
  if (pattern.endsWith(':*') && touchesCommand(`${pattern.slice(0, -2)} *`, command)) return true
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

/** `git status *` covers `git status` too. */
const matches = (pattern: string, words: string): boolean =>
  matchGlob(pattern, words, { slashes: 'plain' }) ||
  (pattern.endsWith(' *') && matchGlob(pattern.slice(0, -2), words, { slashes: 'plain' }))
