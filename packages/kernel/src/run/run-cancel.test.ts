import { expect, it } from 'vitest'
import { messagesOf, openSession, run } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, types, sleep, turns, slowTool, cancel } from './__fixtures__/scene.ts'

it('cancels: live effects are told, unsettled calls refused, and a later input starts a new run', async () => {
  const world = await testWorld({
    tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
    ...turns(
      reply('', [
        ['slow', {}],
        ['slow', {}],
      ]),
      reply('again'),
    ),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(5)
  await cancel(world.session)
  expect(await running).toMatchObject({ reason: 'cancelled' })
  await world.say('once more')
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect(await types(world.session)).not.toContain('post.rejected')
})

it('keeps an input that came after the cancel for a run of its own', async () => {
  const world = await testWorld({
    tools: [slowTool(() => sleep(20).then(() => undefined))],
    ...turns(reply('', [['slow', {}]]), reply('second')),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(3)
  await cancel(world.session)
  await world.say('and now this')
  expect(await running).toMatchObject({ reason: 'done' })
  expect((await types(world.session)).filter((type) => type === 'run.finished')).toHaveLength(2)
})

it('pays for no model call when it is resumed after a durable cancel', async () => {
  const stop = new AbortController()
  const { session, host, say } = await testWorld({
    tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
    ...turns(reply('', [['slow', {}]])),
  })
  await say('go')
  const running = run(session, { host, signal: stop.signal })
  await sleep(3)
  stop.abort()
  expect(await running).toMatchObject({ kind: 'stopped' })
  await cancel(session)
  expect(await run(session, { host })).toMatchObject({ reason: 'cancelled' })
  expect((await types(session)).filter((type) => type === 'model.started')).toHaveLength(1)
})

it('stops without writing, and goes on where it stood', async () => {
  const stop = new AbortController()
  const world = await testWorld({
    tools: [slowTool(() => sleep(8).then(() => undefined), 'pure')],
    ...turns(reply('', [['slow', {}]]), reply('ok')),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await sleep(3)
  const before = await types(world.session)
  stop.abort()
  await running
  expect(await types(world.session)).toEqual(before)
  expect(await run(world.session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect((await events(world.session)).filter(({ type }) => type === 'tool.started')).toHaveLength(
    2,
  )
})

it('tells the model that an effect of a dead process may have happened, and does not repeat it', async () => {
  const stop = new AbortController()
  let performed = 0
  const world = await testWorld({
    tools: [
      slowTool(async () => {
        performed++
        await sleep(8)
      }),
    ],
    ...turns(reply('', [['slow', {}]]), reply('ok')),
  })
  await world.say('go')
  const running = run(world.session, { host: world.host, signal: stop.signal })
  await sleep(3)
  stop.abort()
  await running
  await run(world.session, { host: world.host })
  expect(performed).toBe(1)
  expect(messagesOf(await world.session.conversation())[2]).toMatchObject({ failed: true })
})

it('ends at its time limit', async () => {
  const { session, host, say } = await testWorld({
    tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
    ...turns(reply('', [['slow', {}]])),
    limits: { maxMs: 20 },
  })
  await say('go')
  expect(await run(session, { host })).toMatchObject({ reason: 'limit', limit: 'time' })
})

it('counts the time that earlier processes drove against the time limit', async () => {
  const stop = new AbortController()
  const { session, host, say } = await testWorld({
    tools: [slowTool((signal) => new Promise((_, no) => signal.addEventListener('abort', no)))],
    ...turns(reply('', [['slow', {}]])),
    limits: { maxMs: 60_000 },
  })
  await say('go')
  const running = run(session, { host, signal: stop.signal })
  await sleep(30)
  await session.append([{ type: 'x.test.mark', data: null }])
  stop.abort('stop')
  await running
  const later = await openSession(session.store, { runtime: host.runtime })
  const again = new AbortController()
  const resumed = run(later, { host, signal: again.signal })
  await sleep(10)
  const delays = later.state.open.flatMap((one) =>
    one.type === 'timer.started' ? [one.data.delayMs] : [],
  )
  again.abort('stop')
  await resumed
  expect(delays).toHaveLength(1)
  expect(delays[0]).toBeLessThan(60_000 - 20)
})
