import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Event } from '../../../events/event.ts'
import { created, freshStore, input, readAll } from '../__fixtures__/store.ts'

const reply = (seq: number, text: string): Event => ({
  seq,
  at: Date.UTC(2026, 10, 20) + seq,
  type: 'model.settled',
  v: 1,
  cause: 1,
  data: { kind: 'replied', reply: { parts: [{ type: 'text', text }], stop: 'end' } },
})
const ran = (seq: number, type: 'run.started' | 'run.finished'): any => ({
  ...input(seq),
  type,
  data: type === 'run.finished' ? { reason: 'done' } : {},
})

async function library() {
  const fresh = freshStore()
  const make = async (id: string, events: Event[]) => {
    const store = await fresh.sessions.create(id)
    await store.events.append(events, 0)
    return store
  }
  await make('a', [
    created('a', '/one'),
    input(2, '\n Fix the parser\nplease'),
    reply(3, 'Räder rollen'),
  ])
  await make('b', [
    created('b', '/two'),
    input(2, '修复解析器的错误'),
    ran(3, 'run.started'),
    ran(4, 'run.finished'),
  ])
  await make('empty', [])
  const index = join(fresh.home, 'index.sqlite')
  const found = async (query: string) => (await fresh.sessions.list({ query })).map(({ id }) => id)
  return { ...fresh, index, found }
}

test('sessions are listed with what a person needs to tell them apart, the last changed first', async () => {
  await using fresh = await library()
  const { sessions, index } = fresh
  const [b, a, empty] = await sessions.list()
  const day = Date.UTC(2026, 10, 20)
  expect(a).toEqual({
    id: 'a',
    workspace: '/one',
    title: 'Fix the parser',
    createdAt: day,
    updatedAt: day + 3,
    events: 3,
    turns: 1,
    cost: null,
  })
  expect(b).toMatchObject({
    id: 'b',
    workspace: '/two',
    title: '修复解析器的错误',
    lastRun: 'done',
  })
  expect(empty).toEqual({ id: 'empty', createdAt: 0, updatedAt: 0, events: 0 })
  expect((await sessions.list({ workspace: '/one' })).map(({ id }) => id)).toEqual(['a'])
  expect((await sessions.list({ limit: 1 })).map(({ id }) => id)).toEqual(['b'])
  expect(statSync(index).mode & 0o777).toBe(0o600)
})

test('a search finds words of titles, inputs and replies, in any script and case', async () => {
  await using fresh = await library()
  const { sessions, found } = fresh
  expect(await found('PARSER rollen')).toEqual(['a'])
  expect(await found('räder')).toEqual(['a'])
  expect(await found('解析器')).toEqual(['b'])
  expect(await found('修复')).toEqual(['b'])
  expect(await found('parser 修复')).toEqual([])
  expect(await found('100% "quoted')).toEqual([])
  expect(await found('_')).toEqual([])
  const [hit] = await sessions.list({ query: 'rollen' })
  expect(hit?.match).toEqual({ seq: 3, text: 'Räder rollen' })
})

test('what is appended, renamed and removed shows in the next list', async () => {
  await using fresh = await library()
  await fresh.sessions.list()
  const store = await fresh.sessions.create('n')
  await store.events.append([created('n'), input(2, 'novel words'), ran(3, 'run.started')], 0)
  expect((await fresh.sessions.list({ query: 'novel' }))[0]).toMatchObject({ id: 'n', events: 3 })
  const renamed: any = { ...input(4), type: 'session.renamed', data: { title: 'Better' } }
  await store.events.append([renamed, ran(5, 'run.finished'), reply(6, 'unheard of')], 3)
  const [n] = await fresh.sessions.list({ query: 'unheard' })
  expect(n).toMatchObject({ id: 'n', title: 'Better', events: 6, lastRun: 'done' })
  await store.close()
  await fresh.sessions.remove('n')
  expect(await fresh.found('novel')).toEqual([])
  expect((await fresh.sessions.list()).map(({ id }) => id)).not.toContain('n')
})

test('forks and subagents are listed with where they come from', async () => {
  await using fresh = await library()
  const { sessions } = fresh
  const fork = await sessions.fork('a', 2, 'f')
  const forked: any = {
    ...input(3),
    type: 'session.forked',
    data: { session: 'f', parent: 'a', at: 2 },
  }
  await fork.events.append([forked], 2)
  const sub = await sessions.create('a.7')
  const born = created('a.7')
  if (born.type === 'session.created')
    await sub.events.append([{ ...born, data: { session: 'a.7', parent: 'a' } }], 0)
  const listed = new Map((await sessions.list()).map((each) => [each.id, each]))
  expect(listed.get('f')).toMatchObject({
    title: 'Fix the parser',
    workspace: '/one',
    events: 3,
    forkedFrom: { session: 'a', at: 2 },
  })
  expect(listed.get('a.7')).toMatchObject({ parent: 'a' })
})

test.each([
  ['deleted', (index: string) => rmSync(index)],
  ['garbage', (index: string) => writeFileSync(index, 'no database'.repeat(1000))],
  ['cut', (index: string) => writeFileSync(index, readFileSync(index).subarray(0, 5000))],
  ['empty', (index: string) => writeFileSync(index, '')],
])('an index that is %s is made anew', async (_, harm) => {
  await using fresh = await library()
  const { sessions, index, found } = fresh
  const before = await sessions.list()
  harm(index)
  expect(await sessions.list()).toEqual(before)
  expect(await found('parser')).toEqual(['a'])
})

test('a damaged session is listed with what stands before the damage', async () => {
  await using fresh = await library()
  const log = fresh.path('a', 'log.jsonl')
  writeFileSync(log, readFileSync(log, 'utf8').replace('please', 'PLEASE'))
  const listed = await fresh.sessions.list()
  expect(listed.find(({ id }) => id === 'a')).toMatchObject({ events: 1, damaged: true })
  expect(listed).toHaveLength(3)
})

test.skipIf(process.platform === 'win32')(
  'a pipe in the place of a log is damage, and nobody waits for its other end',
  async () => {
    await using fresh = await library()
    const log = fresh.path('a', 'log.jsonl')
    rmSync(log)
    execFileSync('mkfifo', [log])
    const listed = await fresh.sessions.list()
    expect(listed.find(({ id }) => id === 'a')).toMatchObject({ events: 0, damaged: true })
    expect(listed).toHaveLength(3)
    const refused = readAll(await fresh.sessions.reader('a'))
    await expect(refused).rejects.toMatchObject({ code: 'session_damaged' })
    await expect(refused).rejects.toThrow(`${log} is no file`)
  },
)

test('many lists at once agree', async () => {
  await using fresh = await library()
  const { sessions, found } = fresh
  const lists = await Promise.all(Array.from({ length: 5 }, () => sessions.list()))
  for (const each of lists) expect(each).toEqual(lists[0])
  expect((await sessions.list({ query: 'parser' })).length).toBe(1)
  expect(await found('rollen')).toEqual(['a'])
})
