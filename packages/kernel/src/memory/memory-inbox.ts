import type { Inbox, Post } from '../ports/sessions.ts'

/** Posts in an array; `woken` is called through whenever one arrives. */
export const memoryInbox = (kept: { posts: Post[]; woken: Set<() => void> }): Inbox => {
  let seen = 0
  return {
    pending: async () => {
      seen = kept.posts.length
      return [...kept.posts]
    },
    remove: async (id) => {
      const index = kept.posts.findIndex((post) => post.id === id)
      if (index < 0) return
      kept.posts.splice(index, 1)
      if (index < seen) seen -= 1
    },
    changed: (signal) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (kept.posts.length > seen) end(resolve)
        }
        const abort = () => end(() => reject(signal.reason))
        const end = (how: () => void) => {
          kept.woken.delete(check)
          signal.removeEventListener('abort', abort)
          how()
        }
        if (signal.aborted) return reject(signal.reason)
        kept.woken.add(check)
        signal.addEventListener('abort', abort, { once: true })
        check()
      }),
  }
}
