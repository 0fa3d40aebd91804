import { matchGlob } from './match-glob.ts'

/** What joins, redirects, substitutes or hides commands. A command with any of it is not one simple command. */
const joints = /[;|&$`<>(){}\n\r\\'"*?[\]#~!=]/u
const apart = /[;|&`<>(){}\n\r]+|\$\(/u

/** Whether an allow pattern covers a command: only one simple command without any shell syntax is ever covered. */
export const allowsCommand = (pattern: string, command: string): boolean =>
  !joints.test(command) && matches(pattern, command.trim())

/** Whether a deny or ask pattern touches a command: the whole of it, or any part between the shell's joints. */
export const touchesCommand = (pattern: string, command: string): boolean =>
  [command, ...command.split(apart)].some((part) => matches(pattern, part.trim()))

/** `git status *` covers `git status` too. */
const matches = (pattern: string, command: string): boolean => {
  const words = command.replaceAll(/\s+/gu, ' ')
  const bare = pattern.endsWith(' *') ? pattern.slice(0, -2) : pattern
  return words === bare || matchGlob(pattern, words, { slashes: 'plain' })
}
