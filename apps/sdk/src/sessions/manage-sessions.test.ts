import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandRunner, fileSessions } from '@harness/kernel/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import {
  deleteSession,
  exportSession,
  findSession,
  forkSession,
  listSessions,
  postInput,
  readSession,
  renameSession,
  run,
  searchSessions,
  type Options,
} from '../index.ts'

let folder = ''
let home = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-manage-')))
  home = join(folder, 'home')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const answering = () =>
  scripted((_, turn) =>
    turn === 0
      ? says('I poke it.', [['poke', { path: 'the drum' }]])
      : says('The drum was poked.\u009b31m'),
  )

async function asked(prompt: string, more: Options = {}): Promise<string> {
  const options = { cwd: folder, home, provider: answering(), tools: [poke], ...more }
  const done = await run({ prompt, options: { permissionMode: 'bypassPermissions', ...options } })
  return done.sessionId
}

const idsOf = (sessions: readonly { id: string }[]) => sessions.map(({ id }) => id)

describe('searching', () => {
  it('finds words of what was said and answered, with a piece of text around the first', async () => {
    const one = await asked('Poke the drum gently.')
    const other = await asked('Sing of tulips.')
    const [found, ...more] = await searchSessions('TULIPS sing', { cwd: folder, home })
    expect(more).toEqual([])
    expect(found).toMatchObject({ id: other, match: { text: 'Sing of tulips.' }, turns: 2 })
    const both = await searchSessions('poked', { cwd: folder, home })
    expect(idsOf(both).toSorted()).toEqual([one, other].toSorted())
    expect(await searchSessions('poked', { cwd: folder, home, limit: 1 })).toHaveLength(1)
    await mkdir(join(folder, 'else'))
    const elsewhere = { cwd: join(folder, 'else'), home }
    expect(await searchSessions('tulips', elsewhere)).toEqual([])
    expect(idsOf(await searchSessions('tulips', { ...elsewhere, all: true }))).toEqual([other])
  })

  it('without a word is refused', async () => {
    await expect(searchSessions('  ', { home })).rejects.toMatchObject({ code: 'invalid_option' })
  })
})

describe('an id', () => {
  it('may be shortened to a beginning or an end that no other has', async () => {
    const id = await asked('Poke it.')
    for (const piece of [id.slice(-6), id.slice(0, 12)]) {
      expect((await findSession(piece, { home })).id).toBe(id)
    }
    const again = await asked('Go on.', { resume: id.slice(-6) })
    expect(again).toBe(id)
    expect(await postInput(id.slice(-6), 'Later.', { home })).toBe('waiting')
    const forked = await asked('Another way.', { fork: `${id.slice(-6)}@3` })
    expect((await findSession(forked, { home })).forkedFrom).toEqual({ session: id, at: 3 })
  })

  it('that several sessions share is refused, and they are named', async () => {
    const ids = [await asked('One.'), await asked('Two.')]
    const both = ids[0]!.slice(0, 8)
    const error = await findSession(both, { home }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ambiguous_session' })
    for (const id of ids) expect(String(error)).toContain(id)
  })

  it('of three characters says too little, and that of a subagent is meant by its dot', async () => {
    const sessions = fileSessions({ home })
    for (const id of ['garden', 'garden.7']) await (await sessions.create(id)).close()
    await expect(findSession('gar', { home })).rejects.toMatchObject({ code: 'unknown_session' })
    expect((await findSession('gard', { home })).id).toBe('garden')
    expect((await findSession('den.7', { home })).id).toBe('garden.7')
  })
})

describe('renaming', () => {
  it('gives a title that lists show, in one line', async () => {
    const id = await asked('Poke it.')
    expect(await renameSession(id.slice(-6), ' The\ndrum ', { home })).toBe(id)
    expect((await listSessions({ cwd: folder, home }))[0]).toMatchObject({ id, title: 'The drum' })
    await expect(renameSession(id, ' \n', { home })).rejects.toMatchObject({
      code: 'invalid_option',
    })
  })

  it('waits for whoever holds the session', async () => {
    const id = await asked('Poke it.')
    await using held = await holding(id)
    await expect(renameSession(id, 'New', { home })).rejects.toMatchObject({
      code: 'session_held',
      session: held.id,
      message: expect.stringContaining('once that process has let it go'),
    })
  })
})

async function holding(id: string) {
  const held = await fileSessions({ home }).open(id)
  return { id, [Symbol.asyncDispose]: () => held.close() }
}

describe('forking', () => {
  it('makes a session that shares what came before, and begins no run', async () => {
    const id = await asked('Poke it.')
    await using _ = await holding(id)
    const fork = await forkSession(id.slice(-6), { home, at: 3, title: 'Another way' })
    const found = await findSession(fork, { home })
    expect(found).toMatchObject({ title: 'Another way', forkedFrom: { session: id, at: 3 } })
    expect((await findSession(id, { home })).forks).toEqual([fork])
    const types: string[] = []
    for await (const event of readSession(fork, { home })) types.push(event.type)
    expect(types.slice(3)).toEqual(['session.forked', 'session.renamed'])
  })

  it('at an event that there is not is refused, and makes none', async () => {
    const id = await asked('Poke it.')
    const error = { code: 'invalid_option', message: expect.stringContaining('event 999') }
    await expect(forkSession(id, { home, at: 999 })).rejects.toMatchObject(error)
    expect(idsOf(await listSessions({ all: true, home }))).toEqual([id])
  })
})

describe('deleting', () => {
  it('takes a session away, and leaves its forks whole', async () => {
    const id = await asked('Poke it.')
    const fork = await forkSession(id, { home })
    const before = await exportSession(fork, { home })
    expect(await deleteSession(id.slice(-6), { home })).toBe(id)
    await expect(findSession(id, { home })).rejects.toMatchObject({ code: 'unknown_session' })
    expect(await exportSession(fork, { home })).toEqual(before)
    expect(await asked('Go on.', { resume: fork })).toBe(fork)
    await deleteSession(fork, { home })
    expect(existsSync(join(home, 'sessions', id))).toBe(false)
  })

  it('is refused while somebody runs it, or a command of it runs', async () => {
    const id = await asked('Poke it.')
    await (async () => {
      await using _ = await holding(id)
      const held = { code: 'session_held', session: id }
      await expect(deleteSession(id, { home })).rejects.toMatchObject(held)
    })()
    const runner = commandRunner({ folder: (session) => join(home, 'sessions', session) })
    const stop = new AbortController()
    const ended = runner.run(
      { session: id, task: 9, at: Date.now() },
      {
        kind: 'command',
        argv: ['/bin/sh', '-c', 'sleep 60'],
        cwd: folder,
        env: {},
        timeoutMs: 60_000,
        outputCap: 1024,
      },
      { signal: stop.signal },
    )
    const runnerFile = join(home, 'sessions', id, 'tasks', '9', 'runner')
    await expect.poll(() => existsSync(runnerFile), { timeout: 5000 }).toBe(true)
    const running = { code: 'commands_running', session: id }
    await expect(deleteSession(id, { home })).rejects.toMatchObject(running)
    stop.abort('cancel')
    await ended
    expect(await deleteSession(id, { home })).toBe(id)
  })
})

describe('exporting', () => {
  it('tells what was said and done, in order, with what it took', async () => {
    const id = await asked('Poke the drum.', { title: 'Drums' })
    const whole = await exportSession(id.slice(-6), { home })
    expect(whole).toMatchObject({
      type: 'session',
      version: 1,
      id,
      title: 'Drums',
      workspace: folder,
      turns: 2,
      usage: { inputTokens: 20, outputTokens: 10 },
      cost: null,
      parent: null,
      forkedFrom: null,
    })
    expect(whole.entries).toMatchObject([
      { kind: 'input', from: 'person', text: 'Poke the drum.' },
      { kind: 'reply', text: 'I poke it.', usage: { inputTokens: 10 }, cost: null },
      {
        kind: 'call',
        tool: 'poke',
        input: { path: 'the drum' },
        status: 'done',
        output: 'poked the drum',
        session: null,
      },
      { kind: 'reply', text: expect.stringContaining('was poked') },
      { kind: 'end', reason: 'done' },
    ])
    const call = whole.entries[2]
    expect(call?.kind === 'call' && call.callId).toBe(`${call?.seq}.0`)
  })
})
