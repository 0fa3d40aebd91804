import type { Home } from './home.ts'

/** Does work that needs a session's lock. When it fails the lock is given back; else the work says when. */
export async function whileHeld<T>(
  { locks }: Home,
  id: string,
  work: (release: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const release = await locks.hold(id)
  try {
    return await work(release)
  } catch (error) {
    await release()
    throw error
  }
}
