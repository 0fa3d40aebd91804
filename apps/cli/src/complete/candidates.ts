import type { Flag } from '../parse/flags.ts'
import type { Word } from '../commands/table/command-spec.ts'

/** What stands for a word or a value in a script: a list, or what the shell has to find out. */
export type Candidates = readonly string[] | 'file' | 'folder' | 'session' | 'model' | 'none'

/** The candidates of a word; names of presets are known when a script is made. */
export const candidatesOf = (word: Word, presets: readonly string[]): Candidates =>
  word === 'preset' ? presets : word

/** Those of a flag's value; undefined for a flag without one. */
export function valueOf(
  { type, choices, of }: Flag,
  presets: readonly string[],
): Candidates | undefined {
  if (type === 'boolean') return undefined
  if (choices) return choices
  return of === undefined ? 'none' : candidatesOf(of, presets)
}
