import type { Session } from './session.ts'
import { acceptPost } from './accept-post.ts'

/** Accepts everything posted so far; forgets a post only when its event is durable. */
export async function drainInbox(session: Session): Promise<void> {
  const { inbox } = session.store
  const posts = await inbox.pending()
  if (posts.length === 0) return
  for (const post of posts) await acceptPost(session, post)
  await session.sync()
  for (const post of posts) await inbox.remove(post.id)
}

export interface DrainOptions {
  /** Fires when the session is idle: drain once more, then end. */
  idle: AbortSignal
  /** Fires when nothing more may be written. */
  stop: AbortSignal
}

/** Drains the inbox whenever something arrives. Rejects when the store breaks. */
export async function keepDraining(session: Session, { idle, stop }: DrainOptions): Promise<void> {
  const signal = AbortSignal.any([idle, stop])
  while (!signal.aborted) {
    await drainInbox(session)
    await session.store.inbox.changed(signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason
    })
  }
  if (!stop.aborted) await drainInbox(session)
}
