import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandRunner } from '../tasks/command-runner.ts'
import { fill, freshStore, inputs, readAll } from './__fixtures__/store.ts'

async function parentAndFork() {
  const fresh = freshStore()
  const parent = await fresh.sessions.create('p')
  await fill(parent.events, 5)
  await parent.close()
  await (await fresh.sessions.fork('p', 3, 'c')).close()
  return fresh
}

test('a removed session is gone, and its id is free', async () => {
  await using fresh = freshStore()
  await (await fresh.sessions.create('s')).close()
  await fresh.sessions.remove('s')
  expect(existsSync(fresh.path('s'))).toBe(false)
  expect(readdirSync(join(fresh.home, 'trash'))).toEqual([])
  await expect(fresh.sessions.open('s')).rejects.toMatchObject({ code: 'session_not_found' })
  await fresh.sessions.create('s')
})

test('a session that somebody writes is not removed', async () => {
  await using fresh = freshStore()
  await fresh.sessions.create('s')
  await expect(fresh.sessions.remove('s')).rejects.toMatchObject({ code: 'session_held' })
  await fresh.sessions.reader('s')
})

test('a removed parent is hidden until its last fork goes', async () => {
  await using fresh = await parentAndFork()
  await (await fresh.sessions.fork('p', 2, 'd')).close()
  await fresh.sessions.remove('p')
  await expect(fresh.sessions.reader('p')).rejects.toMatchObject({ code: 'session_not_found' })
  await expect(fresh.sessions.fork('p', 1, 'e')).rejects.toMatchObject({
    code: 'session_not_found',
  })
  expect((await fresh.sessions.list()).map(({ id }) => id).toSorted()).toEqual(['c', 'd'])
  expect(await readAll(await fresh.sessions.reader('c'))).toEqual(inputs(1, 3))
  await fresh.sessions.remove('c')
  expect(await readAll(await fresh.sessions.reader('d'))).toEqual(inputs(1, 2))
  await fresh.sessions.remove('d')
  expect(readdirSync(join(fresh.home, 'sessions'))).toEqual([])
})

test('a chain of hidden parents goes with its last fork', async () => {
  await using fresh = await parentAndFork()
  await (await fresh.sessions.fork('c', 2, 'd')).close()
  await fresh.sessions.remove('p')
  await fresh.sessions.remove('c')
  expect(await readAll(await fresh.sessions.reader('d'))).toEqual(inputs(1, 2))
  await fresh.sessions.remove('d')
  expect(readdirSync(join(fresh.home, 'sessions'))).toEqual([])
})

test('a child that a crash left registered and unborn does not keep its parent', async () => {
  await using fresh = await parentAndFork()
  await fresh.sessions.remove('c')
  mkdirSync(fresh.path('p', 'forks'), { recursive: true })
  writeFileSync(fresh.path('p', 'forks', 'unborn'), '{"at":2}')
  await fresh.sessions.remove('p')
  expect(readdirSync(join(fresh.home, 'sessions'))).toEqual([])
})

test("the sessions of a session's subagents go with it", async () => {
  await using fresh = freshStore()
  for (const id of ['s', 's.4', 's.4.9', 's2', 's.x'])
    await (await fresh.sessions.create(id)).close()
  await fresh.sessions.remove('s')
  expect(readdirSync(join(fresh.home, 'sessions')).toSorted()).toEqual(['s.x', 's2'])
})

test('nothing goes while somebody writes the session or one of its subagents', async () => {
  await using fresh = freshStore()
  const parent = await fresh.sessions.create('s')
  await (await fresh.sessions.create('s.4')).close()
  await expect(fresh.sessions.remove('s')).rejects.toMatchObject({ code: 'session_held' })
  await parent.close()
  const child = await fresh.sessions.open('s.4')
  await expect(fresh.sessions.remove('s')).rejects.toMatchObject({ code: 'session_held' })
  await child.close()
  expect((await fresh.sessions.list()).map(({ id }) => id).toSorted()).toEqual(['s', 's.4'])
  await fresh.sessions.remove('s')
  expect(await fresh.sessions.list()).toEqual([])
})

test('a session is not removed under a command that it began, nor under one of a subagent', async () => {
  await using fresh = freshStore()
  for (const id of ['s', 's.4']) await (await fresh.sessions.create(id)).close()
  const runner = commandRunner({ folder: (id) => fresh.path(id) })
  const argv = ['/bin/sh', '-c', 'sleep 60']
  const spec = { kind: 'command' as const, argv, cwd: fresh.home, env: {}, timeoutMs: 60_000 }
  const stop = new AbortController()
  const handle = { session: 's.4', task: 7, at: Date.now() }
  const running = runner.run(handle, { ...spec, outputCap: 1024 }, { signal: stop.signal })
  await expect
    .poll(() => existsSync(fresh.path('s.4', 'tasks', '7', 'runner')), { timeout: 5000 })
    .toBe(true)
  await expect(fresh.sessions.remove('s')).rejects.toMatchObject({
    code: 'commands_running',
    message: expect.stringContaining('Session s.4 is not deleted'),
  })
  await fresh.sessions.reader('s')
  stop.abort('cancel')
  await running
  await fresh.sessions.remove('s')
  expect(readdirSync(join(fresh.home, 'sessions'))).toEqual([])
})
