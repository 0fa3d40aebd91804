import assert from 'node:assert/strict'
import {
  KernelError,
  promotionOf,
  textContent,
  type Event,
  type EventStore,
  type KernelErrorCode,
  type Post,
  type Sessions,
} from '../index.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'

/** A place for sessions, empty at first. */
export interface SessionsStage {
  sessions: Sessions
  /** The same place as another process sees it, after this one has let everything go; left out where none can. */
  again?(): Promise<Sessions>
  close?(): Promise<void>
}

const input = (seq: number, text = `input ${seq}`): Event => ({
  seq,
  at: 1_700_000_000_000 + seq,
  type: 'input.received',
  v: 1,
  cause: null,
  data: { from: 'person', mode: 'steer', content: textContent(text) },
})

const inputs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => input(from + index))

/**
 * The contract of `Sessions` and of what it opens: the log keeps what was appended, all or nothing and in order; one
 * writer; forks share the past; posts arrive once; artifacts and snapshots come back as they were.
 */
export function testSessions(
  name: string,
  makeStage: () => Promise<SessionsStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)

  check('a new session is empty', async ({ sessions }) => {
    const { events } = await sessions.create('s')
    assert.equal(events.head, 0)
    assert.deepEqual(await read(events, 1), [])
  })
  check('reads what was appended, in order, from any seq', async ({ sessions }) => {
    const { events } = await sessions.create('s')
    assert.equal(await events.append(inputs(1, 3), 0), true)
    assert.equal(await events.append([input(4, 'emoji 🎉 and \r\n "quotes" \u2028')], 3), true)
    assert.equal(events.head, 4)
    assert.deepEqual(await read(events, 1), [
      ...inputs(1, 3),
      input(4, 'emoji 🎉 and \r\n "quotes" \u2028'),
    ])
    assert.deepEqual(await read(events, 3), [
      input(3),
      input(4, 'emoji 🎉 and \r\n "quotes" \u2028'),
    ])
    assert.deepEqual(await read(events, 5), [])
  })
  check('appends nothing on a log that has moved', async ({ sessions }) => {
    const { events } = await sessions.create('s')
    await events.append(inputs(1, 2), 0)
    assert.equal(await events.append([input(2)], 1), false)
    assert.equal(events.head, 2)
  })
  check('keeps everything for the next process', async ({ sessions, again }) => {
    const store = await sessions.create('s')
    await store.events.append(inputs(1, 5), 0)
    await store.events.sync()
    await store.close()
    const next = await ((await again?.()) ?? sessions).open('s')
    assert.equal(next.events.head, 5)
    assert.deepEqual(await read(next.events, 1), inputs(1, 5))
    assert.equal(await next.events.append([input(6)], 5), true)
  })
  check('has one writer', async ({ sessions }) => {
    const store = await sessions.create('s')
    await rejects(sessions.open('s'), 'session_held')
    await store.close()
    await (await sessions.open('s')).close()
  })
  check('says what is not there, and what is there already', async ({ sessions }) => {
    await rejects(sessions.open('nobody'), 'session_not_found')
    await rejects(sessions.reader('nobody'), 'session_not_found')
    await rejects(sessions.post('nobody', post('p')), 'session_not_found')
    const { events } = await sessions.create('s')
    await events.append(inputs(1, 2), 0)
    await events.sync()
    await rejects(sessions.fork('s', 3, 'f'), 'invariant')
    await rejects(sessions.create('s'), 'session_exists')
  })
  check('a fork shares the past and nothing else', async ({ sessions }) => {
    const parent = await sessions.create('s')
    await parent.events.append(inputs(1, 4), 0)
    await parent.events.sync()
    const fork = await sessions.fork('s', 2, 'f')
    assert.equal(fork.events.head, 2)
    assert.equal(await fork.events.append([input(3, 'other')], 2), true)
    assert.deepEqual(await read(fork.events, 1), [...inputs(1, 2), input(3, 'other')])
    assert.deepEqual(await read(parent.events, 1), inputs(1, 4))
    await fork.events.sync()
    const grandchild = await sessions.fork('f', 'head', 'g')
    assert.deepEqual(await read(grandchild.events, 2), [input(2), input(3, 'other')])
  })
  check('a fork finds its parent’s artifacts', async ({ sessions }) => {
    const parent = await sessions.create('s')
    const hash = await parent.artifacts.put(new TextEncoder().encode('shared'))
    await parent.events.append(inputs(1, 1), 0)
    await parent.events.sync()
    const fork = await sessions.fork('s', 1, 'f')
    assert.equal(new TextDecoder().decode(await fork.artifacts.get(hash)), 'shared')
  })
  check('artifacts are named by their content', async ({ sessions }) => {
    const { artifacts } = await sessions.create('s')
    const bytes = new TextEncoder().encode('abc')
    const hash = await artifacts.put(bytes)
    assert.equal(hash, 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    assert.equal(await artifacts.put(bytes), hash)
    assert.deepEqual([...((await artifacts.get(hash)) ?? [])], [...bytes])
    assert.equal(await artifacts.get(`sha256:${'0'.repeat(64)}`), undefined)
    const loose = await artifacts.put(new TextEncoder().encode('loose'), { durable: false })
    assert.equal(new TextDecoder().decode(await artifacts.get(loose)), 'loose')
  })
  check('a reader sees the log without holding it, and follows it', async ({ sessions }) => {
    const { events } = await sessions.create('s')
    await events.append(inputs(1, 2), 0)
    const reader = await sessions.reader('s')
    assert.deepEqual(await all(reader.read(2)), [input(2)])
    const stop = new AbortController()
    const followed: Event[] = []
    const following = (async () => {
      for await (const event of reader.follow(1, stop.signal)) {
        followed.push(event)
        if (followed.length === 4) stop.abort('seen')
      }
    })()
    await events.append(inputs(3, 4), 2)
    await following
    assert.deepEqual(followed, inputs(1, 4))
  })
  check('posts arrive in order and stay until they are removed', async ({ sessions }) => {
    const { inbox } = await sessions.create('s')
    assert.deepEqual(await inbox.pending(), [])
    const stop = new AbortController()
    const changed = inbox.changed(stop.signal)
    await sessions.post('s', post('one'))
    await sessions.post('s', post('two'))
    await changed
    assert.deepEqual(await inbox.pending(), [post('one'), post('two')])
    await inbox.remove('one')
    assert.deepEqual(await inbox.pending(), [post('two')])
    // What came between a look and a removal is news too.
    await inbox.pending()
    await sessions.post('s', post('three'))
    await inbox.remove('two')
    await inbox.changed(stop.signal)
    assert.deepEqual(await inbox.pending(), [post('three')])
    const waiting = inbox.changed(stop.signal)
    stop.abort('enough')
    await assert.rejects(waiting, (reason) => reason === 'enough')
  })
  check('a posted promotion still names its task', async ({ sessions }) => {
    const { inbox } = await sessions.create('s')
    const promotion: Post = { id: 'p', draft: promotionOf(7) }
    await sessions.post('s', promotion)
    assert.deepEqual(await inbox.pending(), [promotion])
  })

  check('a posted answer still names what it answers', async ({ sessions }) => {
    const { inbox } = await sessions.create('s')
    const answer: Post = {
      id: 'a',
      draft: {
        type: 'ask.settled',
        cause: 7,
        data: { kind: 'answered', decision: 'allow', by: 'person' },
      },
    }
    await sessions.post('s', answer)
    assert.deepEqual(await inbox.pending(), [answer])
  })
  check('a snapshot comes back to the build that wrote it, or not at all', async ({ sessions }) => {
    const store = await sessions.create('s')
    await store.events.append(inputs(1, 3), 0)
    await store.events.sync()
    await store.snapshots.save('build-1', 3, { folded: true })
    await store.close()
    const { snapshots } = await sessions.open('s')
    const loaded = await snapshots.load('build-1')
    if (loaded) assert.deepEqual(loaded, { seq: 3, state: { folded: true } })
    assert.equal(await snapshots.load('build-2'), undefined)
  })
}

const post = (id: string): Post => ({
  id,
  draft: {
    type: 'input.received',
    data: { from: 'person', mode: 'steer', content: textContent(id) },
  },
})

const read = (events: EventStore, from: number) => all(events.read(from))

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

const rejects = (promise: Promise<unknown>, code: KernelErrorCode) =>
  assert.rejects(promise, (error) => error instanceof KernelError && error.code === code)
