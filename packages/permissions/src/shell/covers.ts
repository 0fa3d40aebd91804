import type { PermissionRule } from '@harness/kernel'
import { matchGlob } from '../match-glob.ts'
import { textOf, type Command } from './command.ts'
import { isHarmlessValue, isHarmlessVariable } from './harmless-variables.ts'

/**
 * Whether an allow pattern covers one simple command: its words are those of the pattern, one by one, each a glob; behind
 * a last ` *` any further words. Redirections are judged by themselves; a word that is known only when it runs, or a
 * variable that decides what runs, is never covered.
 */
export function covers(pattern: string, { words, assignments }: Command): boolean {
  if (
    !assignments.every(
      ({ name, value }) =>
        isHarmlessVariable(name) && value.kind === 'literal' && isHarmlessValue(value.text),
    )
  ) {
    return false
  }
  const tokens = pattern.trim().split(/\s+/u)
  const open = /^\*+$/u.test(tokens.at(-1) ?? '')
  if (open) tokens.pop()
  if (words.length < Math.max(tokens.length, 1) || (!open && words.length > tokens.length))
    return false
  return words.every((word, index) => {
    const token = tokens[index]
    if (word.kind === 'dynamic' || (index === 0 && word.kind !== 'literal')) return false
    if (token === undefined) return true
    return word.kind === 'literal' && matchGlob(token, word.text, { slashes: 'plain' })
  })
}

/** The narrowest pattern that covers a command; undefined when there is none that says just that. */
export function patternFor(command: Command): string | undefined {
  const plain = command.words.every(
    ({ kind, text }) => kind === 'literal' && /^[^\s*?]+$/u.test(text),
  )
  const pattern = textOf(command.words)
  return plain && pattern.length <= 300 && covers(pattern, command) ? pattern : undefined
}

/** Whether a rule speaks of every use of a tool, as far as it stays in the workspace. */
export const isBare = ({ pattern }: PermissionRule): boolean => pattern === undefined
