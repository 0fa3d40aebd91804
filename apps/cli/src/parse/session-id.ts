import { UsageError } from '../outcome/usage-error.ts'

/** The id a command is about; what follows it. */
export function sessionIdOf(command: string, words: readonly string[]) {
  const [id, ...rest] = words
  if (id !== undefined) return { id, rest }
  throw new UsageError(
    `Which session? harness sessions ${command} ID; harness sessions list shows the ids.`,
  )
}
