import { KernelError } from '../errors/kernel-error.ts'
import type { Event } from '../events/event.ts'
import type { Artifacts } from '../ports/artifacts.ts'
import type { Post, SessionReader, Sessions, SessionStore, Snapshots } from '../ports/sessions.ts'
import { memoryArtifacts } from './memory-artifacts.ts'
import { memoryInbox } from './memory-inbox.ts'
import { memoryLog } from './memory-log.ts'

interface Kept {
  events: Event[]
  artifacts: Artifacts
  posts: Post[]
  held: boolean
  woken: Set<() => void>
}

/** Sessions that live as long as the object: for tests, embedding, and whoever wants no files. */
export function memorySessions(): Sessions {
  const all = new Map<string, Kept>()
  const find = (id: string): Kept => {
    const kept = all.get(id)
    if (kept) return kept
    throw new KernelError('session_not_found', `there is no session ${id}`)
  }
  const add = (id: string, kept: Kept) => {
    if (all.has(id)) throw new KernelError('session_exists', `session ${id} exists`)
    all.set(id, kept)
    return hold(id, kept)
  }
  return {
    create: async (id) => add(id, empty([], memoryArtifacts())),
    open: async (id) => hold(id, find(id)),
    reader: async (id) => reader(id, find(id)),
    fork: async (parent, place, child) => {
      const { events, artifacts } = find(parent)
      const at = place === 'head' ? events.length : place
      if (at < 1 || at > events.length) {
        throw new KernelError('invariant', `session ${parent} has no event ${at} to fork at`)
      }
      return add(child, empty(events.slice(0, at), artifacts))
    },
    post: async (id, post) => {
      const kept = find(id)
      kept.posts.push(post)
      wake(kept)
    },
  }
}

const empty = (events: Event[], artifacts: Artifacts): Kept => ({
  events,
  artifacts,
  posts: [],
  held: false,
  woken: new Set(),
})

const wake = ({ woken }: Kept) => {
  for (const callback of woken) callback()
}

function hold(id: string, kept: Kept): SessionStore {
  if (kept.held) throw new KernelError('session_held', `session ${id} is held by this process`)
  kept.held = true
  const log = memoryLog(id, kept.events)
  return {
    id,
    events: {
      ...log,
      get head() {
        return log.head
      },
      append: async (events, expect) => {
        const done = await log.append(events, expect)
        wake(kept)
        return done
      },
    },
    artifacts: kept.artifacts,
    snapshots: noSnapshots,
    inbox: memoryInbox(kept),
    close: async () => {
      kept.held = false
    },
  }
}

/** Folding memory costs less than keeping copies of it. */
const noSnapshots: Snapshots = { load: async () => undefined, save: async () => {} }

function reader(id: string, kept: Kept): SessionReader {
  return {
    id,
    artifacts: kept.artifacts,
    async *read(from) {
      yield* kept.events.slice(from - 1)
    },
    async *follow(from, signal) {
      for (let next = from; !signal.aborted;) {
        const event = kept.events[next - 1]
        if (event) {
          next++
          yield event
        } else {
          await woken(kept, signal)
        }
      }
    },
  }
}

const woken = ({ woken: callbacks }: Kept, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      callbacks.delete(done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    callbacks.add(done)
    signal.addEventListener('abort', done)
  })
