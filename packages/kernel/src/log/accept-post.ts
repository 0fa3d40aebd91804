import { KernelError } from '../errors/kernel-error.ts'
import type { Draft } from '../events/event.ts'
import type { Post } from '../ports/sessions.ts'
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
    case 'compaction.requested':
      return { ...draft, data: { ...draft.data, post: id } }
    case 'task.promoted':
      return { ...draft, data: { ...draft.data, post: id } }
    case 'ask.settled':
      if (draft.data.kind !== 'answered') return draft
      return { ...draft, data: { ...draft.data, post: id } }
  }
}
