import type { Event } from '../events/event.ts'

/** Ids of the newest posts that stand in the log, so that none is applied twice. Older ones are long out of the inbox. */
export type Posts = readonly string[]

const remembered = 512

export function evolvePosts(posts: Posts, event: Event): Posts {
  const id = postOf(event)
  return id === undefined ? posts : [...posts, id].slice(-remembered)
}

/** The post an event came from, where it came from one. */
export function postOf(event: Event): string | undefined {
  switch (event.type) {
    case 'input.received':
    case 'cancel.requested':
    case 'task.promoted':
    case 'compaction.requested':
    case 'post.rejected':
      return event.data.post
    case 'ask.settled':
      return event.data.kind === 'answered' ? event.data.post : undefined
    default:
      return undefined
  }
}
