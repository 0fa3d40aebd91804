import { KernelError } from '../errors/kernel-error.ts'
import type { Draft } from '../events/event.ts'
import type { Inbox, Post } from '../ports/sessions.ts'
import type { Session } from './session.ts'

/** Appends what was posted, once. One that no longer fits is recorded as rejected: nobody waits for it in vain. */
export async function acceptPost(session: Session, post: Post): Promise<void> {
  if (session.state.posts.includes(post.id)) return
  try {
    await session.append([named(post)])
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    if (error.code !== 'invariant' && error.code !== 'invalid_event') throw error
    await session.append([
      { type: 'post.rejected', data: { post: post.id, reason: error.message } },
    ])
  }
}

function named({ id, draft }: Post): Draft {
  switch (draft.type) {
    case 'input.received':
      return { ...draft, data: { ...draft.data, post: id } }
    case 'cancel.requested':
      return { ...draft, data: { ...draft.data, post: id } }
    case 'ask.settled':
      if (draft.data.kind !== 'answered') return draft
      return { ...draft, data: { ...draft.data, post: id } }
  }
}

/** Accepts everything posted so far; forgets a post only when its event is durable. */
export async function drainInbox(session: Session, inbox: Inbox): Promise<void> {
  const posts = await inbox.pending()
  if (posts.length === 0) return
  for (const post of posts) await acceptPost(session, post)
  await session.sync()
  for (const post of posts) await inbox.remove(post.id)
}

/** Drains until the signal fires, then once more. Rejects when the store breaks. */
export async function keepDraining(
  session: Session,
  options: { inbox: Inbox; signal: AbortSignal },
): Promise<void> {
  const { inbox, signal } = options
  while (!signal.aborted) {
    await drainInbox(session, inbox)
    await inbox.changed(signal).catch((reason: unknown) => {
      if (!signal.aborted) throw reason
    })
  }
  await drainInbox(session, inbox)
}
