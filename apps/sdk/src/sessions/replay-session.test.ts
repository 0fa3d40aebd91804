import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Draft, Event } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { diffSessions, forkSession, replaySession, run, type Options } from '../index.ts'

let folder = ''
let home = ''
let work = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-replay-')))
  home = join(folder, 'home')
  work = join(folder, 'work')
  await mkdir(work)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function asked(prompt: string, more: Options = {}): Promise<string> {
  const provider = scripted((_, turn) =>
    turn === 0 ? says('I poke it.', [['poke', { path: 'drum' }]]) : says('It was poked.'),
  )
  const options = { cwd: work, home, provider, tools: [poke], ...more }
  const done = await run({ prompt, options: { permissionMode: 'bypassPermissions', ...options } })
  return done.sessionId
}

/** A session that a process of another version wrote, with a decision that this one does not take. */
async function strange(kernel: string): Promise<string> {
  const store = await fileSessions({ home }).create('strange')
  const hash = `sha256:${'0'.repeat(64)}`
  const limits = { maxTurns: 3, maxAttempts: 1, retryBaseMs: 1, retryCapMs: 1 }
  const permissions = { mode: 'ask', rules: [], person: false }
  const drafts: Draft[] = [
    { type: 'session.created', data: { session: 'strange' } },
    {
      type: 'session.configured',
      data: {
        kernel,
        model: { provider: 'p', id: 'm' },
        system: hash,
        tools: [],
        toolset: hash,
        permissions,
        limits,
      },
    },
    { type: 'run.started', cause: 2, data: {} },
  ]
  const events = drafts.map((draft, index): Event => ({
    ...draft,
    seq: index + 1,
    at: 0,
    v: 1,
    cause: draft.cause ?? null,
  }))
  await store.events.append(events, 0)
  await store.close()
  return 'strange'
}

it('decides a session again and plays it, by a piece of its id', async () => {
  const id = await asked('Poke the drum.')
  const replayed = await replaySession(id.slice(-8), { home })
  expect(replayed).toMatchObject({ session: id, isEqual: true, elsewhere: null })
  expect(replayed.decided).toMatchObject({ different: 0, differences: [] })
  expect(replayed.decided?.decisions).toBeGreaterThan(4)
  // Two model calls, a judgement, and the tool.
  expect(replayed.played).toMatchObject({ performed: 4, difference: null })
})

it('does the one, or the other, and up to an event', async () => {
  const id = await asked('Poke the drum.')
  const decided = await replaySession(id, { home, how: 'decide' })
  expect(decided).toMatchObject({ isEqual: true, played: null })
  const played = await replaySession(id, { home, how: 'tape', upTo: 5 })
  expect(played).toMatchObject({ isEqual: true, decided: null, played: { events: 5 } })
  await expect(replaySession(id, { home, upTo: 999 })).rejects.toMatchObject({
    code: 'invalid_option',
    session: id,
  })
  await expect(replaySession('nobody', { home })).rejects.toMatchObject({ code: 'unknown_session' })
})

it('names the event that comes out otherwise, and the version that wrote it', async () => {
  const id = await strange('0.0.7')
  const { isEqual, decided, played, elsewhere } = await replaySession(id, { home, upTo: 3 })
  expect(isEqual).toBe(false)
  expect(decided?.differences).toMatchObject([{ seq: 3, kind: 'undecided', kernel: '0.0.7' }])
  expect(played?.difference).toMatchObject({ seq: 3, played: null, kernel: '0.0.7' })
  expect(elsewhere).toBe('npx --yes -p @harness/cli@0.0.7 harness trace replay strange@3')
})

it('names no version that nobody can install', async () => {
  const { elsewhere, isEqual } = await replaySession(await strange('a build'), { home })
  expect({ elsewhere, isEqual }).toEqual({ elsewhere: null, isEqual: false })
})

it('tells where two sessions part, with the texts of prompts', async () => {
  const [one, other] = [await asked('Poke the drum.'), await asked('Poke the drum.')]
  const same = await diffSessions(one, other, { home })
  expect(same).toMatchObject({ sessions: { a: one, b: other }, difference: null })
  const third = await asked('Poke the drum.', { systemPrompt: 'Be quick.' })
  const fourth = await asked('Poke the drum.', { systemPrompt: 'Be quiet.' })
  const { difference } = await diffSessions(third, fourth, { home })
  expect(difference).toMatchObject({
    seq: 2,
    class: 'prompt',
    path: ['data', 'system'],
    a: { text: expect.stringContaining('Be quick.') },
    b: { text: expect.stringContaining('Be quiet.') },
  })
})

it('tells where a fork goes its own way', async () => {
  const parent = await asked('Poke the drum.')
  const fork = await forkSession(parent, { home, at: 6 })
  const { same, difference } = await diffSessions(parent, fork, { home })
  expect(same).toBe(6)
  expect(difference?.types.b).toBe('session.forked')
  expect((await replaySession(fork, { home })).isEqual).toBe(true)
  const upTo = { a: 6, b: 6 }
  expect((await diffSessions(parent, fork, { home, upTo })).difference).toBeNull()
})
