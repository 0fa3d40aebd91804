import type { SessionPlace } from './read-session.ts'

/**
 * Deletes a session and those of its subagents, for good; answers its whole id. Its forks go on with what they share with it.
 * Rejects with `session_held` while a process runs one of them, and with `commands_running` while a command that one of them
 * began still runs; then nothing is deleted.
 */
export async function deleteSession(id: string, place: SessionPlace = {}): Promise<string> {
  const { remove } = await import('../engine.ts')
  return remove(id, place)
}
