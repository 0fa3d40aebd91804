// The store of the simulated machine, as one process sees it.
import {
  KernelError,
  memoryArtifacts,
  type Artifacts,
  type Event,
  type EventStore,
  type Inbox,
  type Sessions,
  type SessionStore,
} from '../../index.ts'
import { memoryInbox } from '../../memory/memory-inbox.ts'
import type { SimProcess } from './sim-process.ts'
import type { SimLog, SimWorld } from './sim-world.ts'

export function simSessions(world: SimWorld, process: SimProcess): Sessions {
  const reach = <T>(what: () => T) => process.reach(what)
  return {
    create: (id) => reach(() => hold(world, process, add(world, id, []))),
    open: (id) => reach(() => hold(world, process, find(world, id))),
    fork: (parent, place, child) =>
      reach(() => {
        const { events: whole } = find(world, parent)
        const events = whole.slice(0, place === 'head' ? whole.length : place)
        const log = add(world, child, events)
        for (const [hash, bytes] of find(world, parent).artifacts) log.artifacts.set(hash, bytes)
        return hold(world, process, log)
      }),
    post: (id, post) =>
      reach(() => {
        const log = find(world, id)
        log.posts.push(post)
        for (const wake of log.woken) wake()
      }),
    reader: () => Promise.reject(new Error('nobody reads a simulated session from outside')),
  }
}

function find(world: SimWorld, id: string): SimLog {
  const log = world.logs.get(id)
  if (!log) throw new KernelError('session_not_found', `there is no session ${id}`)
  return log
}

function add(world: SimWorld, id: string, events: Event[]): SimLog {
  if (world.logs.has(id)) throw new KernelError('session_exists', `session ${id} exists`)
  const log: SimLog = {
    id,
    events,
    durable: events.length,
    holder: null,
    posts: [],
    woken: new Set(),
    artifacts: new Map(),
    inherited: events.length,
  }
  world.logs.set(id, log)
  return log
}

function hold(world: SimWorld, process: SimProcess, log: SimLog): SessionStore {
  if (log.holder?.alive) {
    throw new KernelError('session_held', `session ${log.id} is held by ${log.holder.name}`)
  }
  log.holder = process
  return {
    id: log.id,
    events: simStore(world, process, log),
    artifacts: simArtifacts(process, log),
    snapshots: { load: async () => undefined, save: async () => {} },
    inbox: simInbox(process, log),
    close: () =>
      process.reach(() => {
        if (log.holder === process) log.holder = null
      }),
  }
}

function simStore(world: SimWorld, process: SimProcess, log: SimLog): EventStore {
  let broken = false
  const fail = (what: string): never => {
    broken = true
    throw new KernelError('store_failed', what)
  }
  return {
    session: log.id,
    get head() {
      return log.events.length
    },
    append: (events, expect) =>
      process.reach(() => {
        if (broken) return fail('the store is broken')
        if (expect !== log.events.length) return false
        if (world.chance(world.faults.appendFails)) {
          log.events.push(...events.slice(0, world.below(events.length + 1)))
          return fail('the disk is full')
        }
        log.events.push(...events)
        return true
      }),
    sync: async () => {
      const { length } = log.events
      await process.reach(() => {
        if (broken) fail('the store is broken')
        if (world.chance(world.faults.syncFails)) fail('the disk did not sync')
        log.durable = Math.max(log.durable, length)
      })
    },
    async *read(from) {
      yield* await process.reach(() => log.events.slice(from - 1))
    },
    close: async () => {},
  }
}

function simArtifacts(process: SimProcess, log: SimLog): Artifacts {
  const hashing = memoryArtifacts()
  return {
    put: async (bytes) => {
      const hash = await hashing.put(bytes)
      return process.reach(() => {
        log.artifacts.set(hash, bytes)
        return hash
      })
    },
    get: async (hash) => log.artifacts.get(hash),
  }
}

function simInbox(process: SimProcess, log: SimLog): Inbox {
  const inbox = memoryInbox(log)
  return {
    pending: async () => {
      await process.reach(() => {})
      return inbox.pending()
    },
    remove: async (id) => {
      await process.reach(() => {})
      return inbox.remove(id)
    },
    changed: async (signal) => {
      await inbox.changed(signal)
      await process.reach(() => {})
    },
  }
}
