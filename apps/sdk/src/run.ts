import type { QueryInput } from './options.ts'
import type { RunResult } from './run-result.ts'

/**
 * Runs to the end and answers the whole. Rejects as `Query.result` does; a run that fails, is denied or reaches a limit is a
 * result with that `reason`, not a rejection.
 */
export async function run(input: QueryInput): Promise<RunResult> {
  const { conduct } = await import('./engine.ts')
  const signal = input.options?.signal ?? new AbortController().signal
  return conduct({ input, signal })
}
