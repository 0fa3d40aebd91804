import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startChild } from '../__fixtures__/child.ts'
import { fill, freshStore, readAll } from '../__fixtures__/store.ts'

test('a session held in another process is refused, naming the holder', async () => {
  await using fresh = freshStore()
  await (await fresh.sessions.create('s')).close()
  const child = startChild(fresh.home, 'hold', 's')
  expect(await child.line()).toBe('held')
  const refused = fresh.sessions.open('s')
  await expect(refused).rejects.toMatchObject({ code: 'session_held' })
  await expect(refused).rejects.toThrow(`held by process ${child.pid} (test worker) since 20`)
  await child.end()
  expect(child.stderr()).toBe('')
  const store = await fresh.sessions.open('s')
  expect(store.events.head).toBe(0)
})

test('a session is opened once in one process, and again once it is closed', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await expect(fresh.sessions.open('s')).rejects.toMatchObject({ code: 'session_held' })
  const child = startChild(fresh.home, 'hold', 's')
  expect(await child.line()).toContain(`session_held Session s is held by process ${process.pid}`)
  await store.close()
  const again = await fresh.sessions.open('s')
  await store.close() // a second time: it is not ours any more
  await expect(fresh.sessions.open('s')).rejects.toMatchObject({ code: 'session_held' })
  await again.close()
})

test('kill -9 of a writer frees the session, and what it said was durable is there', async () => {
  await using fresh = freshStore()
  await (await fresh.sessions.create('s')).close()
  const child = startChild(fresh.home, 'write', 's')
  let durable = 0
  while (durable < 5) durable = Number(await child.line())
  await child.kill()
  const store = await fresh.sessions.open('s')
  expect(store.events.head).toBeGreaterThanOrEqual(durable)
  expect((await readAll(store)).length).toBe(store.events.head)
  await fill(store.events, store.events.head + 1)
})

test('a holder that cannot be read is another process', async () => {
  await using fresh = freshStore()
  await fresh.sessions.create('s')
  writeFileSync(join(fresh.home, 'locks', 's.holder.json'), '{"pid":')
  await expect(fresh.sessions.open('s')).rejects.toThrow('held by another process')
})

test('who holds a session is written beside the lock', async () => {
  await using fresh = freshStore({ command: 'harness chat' })
  const store = await fresh.sessions.create('s')
  const holder = JSON.parse(readFileSync(join(fresh.home, 'locks', 's.holder.json'), 'utf8'))
  expect(holder).toMatchObject({ pid: process.pid, command: 'harness chat' })
  expect(Date.parse(holder.start)).toBeLessThan(Date.parse(holder.since))
  await store.close()
})

test('SQLite is loaded without a word on standard error, and warnings work afterwards', () => {
  const script = `
    import { loadSqlite } from ${JSON.stringify(join(import.meta.dirname, 'load-sqlite.ts'))}
    new (loadSqlite().DatabaseSync)(':memory:').close()
    process.emitWarning('heard')
  `
  const options = ['--input-type=module-typescript', '--eval', script]
  const { stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' })
  expect(stderr).toContain('heard')
  expect(stderr).not.toContain('SQLite')
})
