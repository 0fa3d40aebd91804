import type { SessionPlace } from './read-session.ts'

/**
 * Gives a session another title; answers its whole id. Rejects with `session_held` while a process runs it, and with
 * `invalid_option` for a title without a word.
 */
export async function renameSession(
  id: string,
  title: string,
  place: SessionPlace = {},
): Promise<string> {
  const { rename } = await import('../engine.ts')
  return rename(id, title, place)
}
