import type { ListedSession } from '@harness/kernel/node'
import { SdkError } from '../sdk-error.ts'
import type { ListSessionsOptions } from './list-sessions.ts'

/** Which sessions to look at. */
export interface SearchSessionsOptions extends ListSessionsOptions {
  /** At most so many. Default: all. */
  limit?: number
}

/**
 * The sessions of a folder with every one of these words in their title, what was said to them or their replies, the last
 * changed first; `match` is a piece of text around the first word. Case does not matter. Subagents' sessions are left out.
 * Rejects with `invalid_option` when there is no word.
 */
export async function searchSessions(
  words: string,
  { limit, ...options }: SearchSessionsOptions = {},
): Promise<readonly ListedSession[]> {
  if (words.trim() === '') throw new SdkError('invalid_option', 'There is no word to search for.')
  const { findSessions } = await import('../engine.ts')
  return (await findSessions(options, words)).slice(0, limit)
}
