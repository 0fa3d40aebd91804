import { memorySessions, type Sessions } from '@harness/kernel'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { compactSession, run, type Options } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-compact-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const options = (store: Sessions, more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  store,
  provider: scripted(() => says('A long answer. '.repeat(400))),
  ...more,
})

/** A session of a few long turns, idle. */
async function talked(store: Sessions, turns = 4): Promise<string> {
  let id: string | undefined
  for (let turn = 0; turn < turns; turn++) {
    const given = options(store, id === undefined ? {} : { resume: id })
    id = (await run({ prompt: `Question ${turn}`, options: given })).sessionId
  }
  return id ?? ''
}

async function eventsOf(store: Sessions, id: string) {
  const events = []
  for await (const event of (await store.reader(id)).read(1)) events.push(event)
  return events
}

it('makes an idle session shorter at once, and begins no run', async () => {
  const store = memorySessions()
  const id = await talked(store)
  const before = (await eventsOf(store, id)).length
  const provider = scripted(() => says('They asked four questions.'))
  const made = await compactSession(id, { ...options(store, { provider }), focus: 'questions' })
  expect(made).toEqual({
    kind: 'compacted',
    before: expect.any(Number),
    after: expect.any(Number),
  })
  expect(made.kind === 'compacted' && made.after < made.before).toBe(true)
  const fresh = (await eventsOf(store, id)).slice(before)
  expect(fresh.map(({ type }) => type)).not.toContain('run.started')
  expect(fresh.filter(({ type }) => type.startsWith('compaction.'))).toMatchObject([
    { type: 'compaction.requested', data: { focus: 'questions' } },
    { type: 'compaction.started', data: { reason: 'asked', focus: 'questions' } },
    { type: 'compaction.settled', data: { kind: 'compacted' } },
  ])
  const next = await run({ prompt: 'And now?', options: options(store, { resume: id }) })
  expect(next.reason).toBe('done')
})

it('says why a conversation cannot be made shorter', async () => {
  const store = memorySessions()
  const short = options(store, { provider: scripted(() => says('yes')) })
  const { sessionId } = await run({ prompt: 'hi', options: short })
  expect(await compactSession(sessionId, short)).toEqual({
    kind: 'failed',
    message: expect.stringMatching(/\w/),
  })
})

it('leaves an unfinished run alone, and is done when it goes on', async () => {
  const store = memorySessions()
  const id = await talked(store)
  const stop = new AbortController()
  const stopping = scripted(() => {
    stop.abort('stop')
    return says('never')
  })
  const cut = options(store, { resume: id, provider: stopping, signal: stop.signal })
  expect((await run({ prompt: 'go', options: cut })).reason).toBe('stopped')
  const before = (await eventsOf(store, id)).length
  expect(await compactSession(id, options(store))).toEqual({ kind: 'delivered' })
  expect(await eventsOf(store, id)).toHaveLength(before)
  const { reason } = await run({ options: options(store, { resume: id }) })
  const types = (await eventsOf(store, id)).slice(before).map(({ type }) => type)
  expect(reason).toBe('done')
  expect(types).toContain('compaction.settled')
})

it('begins nothing that was posted before', async () => {
  const store = memorySessions()
  const id = await talked(store, 1)
  const content = [{ type: 'text' as const, text: 'and this' }]
  await store.post(id, {
    id: 'earlier',
    draft: { type: 'input.received', data: { from: 'person', mode: 'steer', content } },
  })
  const before = (await eventsOf(store, id)).length
  expect(await compactSession(id, options(store))).toEqual({ kind: 'delivered' })
  const types = (await eventsOf(store, id)).slice(before).map(({ type }) => type)
  expect(types).toContain('compaction.requested')
  expect(types).not.toContain('run.started')
})

it('is left to whoever holds the session', async () => {
  const store = memorySessions()
  const id = await talked(store, 1)
  const held = await store.open(id)
  expect(await compactSession(id, options(store))).toEqual({ kind: 'delivered' })
  expect(await held.inbox.pending()).toMatchObject([{ draft: { type: 'compaction.requested' } }])
  await held.close()
})

it('rejects for a session that is not there', async () => {
  const made = compactSession('none', options(memorySessions()))
  await expect(made).rejects.toMatchObject({ code: 'unknown_session' })
})
