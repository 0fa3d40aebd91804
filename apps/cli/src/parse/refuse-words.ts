import { UsageError } from '../outcome/usage-error.ts'

/** A command that takes no words says so instead of ignoring them. */
export function refuseWords(command: string, words: readonly string[]): void {
  const [first] = words
  if (first === undefined) return
  throw new UsageError(
    `harness ${command} takes no ${JSON.stringify(first)}: harness ${command} --help.`,
  )
}
