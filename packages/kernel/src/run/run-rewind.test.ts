import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  contentText,
  defineTool,
  done,
  filesSeen,
  messagesOf,
  openSession,
  run,
  textContent,
  type Draft,
  type Session,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { turns, types } from './__fixtures__/scene.ts'

const [one, two] = ['1', '2'].map((digit) => `sha256:${digit.repeat(64)}`)

const begin: Draft = {
  type: 'rewind.started',
  data: { to: 2, files: [{ path: '/a', before: { hash: two! }, after: { hash: one! } }] },
}
const settle = (cause: number, hash: string | null = one!): Draft => ({
  type: 'rewind.settled',
  cause,
  data: {
    kind: 'done',
    files: [{ path: '/a', hash, change: 'modified' }],
    content: textContent('It was put back.'),
  },
})

const edit = defineTool({
  name: 'edit',
  description: '',
  input: z.object({}),
  effect: 'pure',
  run: async () => done('ok', { files: [{ path: '/a', hash: two!, change: 'modified' }] }),
})

const said = async (session: Session) =>
  messagesOf(await session.conversation()).flatMap((message) =>
    message.role === 'user' ? [contentText(message.content)] : [],
  )

it('a file that was put back is not known any more, and one that is as it was is', async () => {
  const world = await testWorld({ tools: [edit], ...turns(reply('', [['edit', {}]]), reply('ok')) })
  const { session, host, say } = world
  await say('go')
  await run(session, { host })
  expect(filesSeen(session.state.files)).toEqual({ '/a': two })
  for (const [hash, files] of [
    [two!, { '/a': two }],
    [one!, {}],
  ] as const) {
    const [begun] = await session.append([begin])
    await session.append([settle(begun!.seq, hash)])
    expect(filesSeen(session.state.files)).toEqual(files)
  }
})

it('the model is told with what comes next, and nothing runs because of it', async () => {
  const { session, host, say } = await testWorld(turns(reply('ok')))
  const [begun] = await session.append([begin])
  await session.append([settle(begun!.seq)])
  expect(await run(session, { host })).toMatchObject({ kind: 'idle' })
  await say('go on')
  await run(session, { host })
  expect(await said(session)).toEqual(['It was put back.', 'go on'])
})

it('one that nobody finished is unknown when the session goes on, and the model is told', async () => {
  const { session, host, say } = await testWorld(turns(reply('ok')))
  await session.append([begin])
  await say('go on')
  await run(session, { host })
  expect(await types(session)).toEqual([
    'rewind.started',
    'input.received',
    'run.started',
    'rewind.settled',
    'model.started',
    'model.settled',
    'run.finished',
  ])
  expect((await said(session)).at(-1)).toContain('some of them may be back')
})

it('an outcome names one that is open, and the model is not asked meanwhile', async () => {
  const { session } = await testWorld()
  await expect(session.append([settle(1)])).rejects.toMatchObject({ code: 'invariant' })
  await session.append([begin, { type: 'run.started', data: {} }])
  const asked: Draft = { type: 'model.started', data: { attempt: 1, inputs: [] } }
  await expect(session.append([asked])).rejects.toMatchObject({ code: 'invariant' })
})

it('a fork lets go of one that was open', async () => {
  const { session, sessions } = await testWorld()
  const [begun] = await session.append([begin])
  const runtime = { now: () => 0, monotonic: () => 0, random: () => 0, sleep: async () => {} }
  const fork = await openSession(await sessions.fork('s1', begun!.seq, 'f'), { runtime })
  expect(fork.state.open).toEqual([])
})
