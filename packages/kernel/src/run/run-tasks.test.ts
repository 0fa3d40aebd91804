import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  defineTool,
  messagesOf,
  promotionOf,
  run,
  textContent,
  type ActContext,
  type ToolResult,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, sleep, turns } from './__fixtures__/scene.ts'
import { heldCommands, shellTask } from './__fixtures__/task-tools.ts'

it('goes on without a background task, names it, and tells the model once of its end', async () => {
  const { commands, finish } = heldCommands()
  const world = await testWorld({
    tools: [shellTask('background')],
    ...turns(reply('', [['shell', {}]]), reply('started'), reply('seen')),
    host: { commands },
  })
  await world.say('go')
  const first = await run(world.session, { host: world.host })
  expect(first).toMatchObject({ reason: 'done', background: [expect.any(Number)] })
  expect(await run(world.session, { host: world.host })).toMatchObject({ kind: 'idle' })
  const waiting = run(world.session, { host: world.host, waitFor: 'tasks' })
  await sleep(3)
  finish()
  expect(await waiting).toMatchObject({ reason: 'done', background: [] })
  const shown = messagesOf(await world.session.conversation()).filter(({ role }) => role === 'user')
  expect(shown).toHaveLength(2)
  expect(JSON.stringify(shown[1])).toContain('built')
})

/** A tool `desk` that does something with the tasks of its session, and answers what it found as JSON. */
const deskTool = (use: (context: ActContext) => Promise<unknown>) =>
  defineTool({
    name: 'desk',
    description: '',
    input: z.object({}),
    effect: 'pure',
    run: async (_, __, context): Promise<ToolResult> => ({
      kind: 'done',
      content: textContent(JSON.stringify((await use(context)) ?? null)),
    }),
  })

async function withDesk(use: (context: ActContext) => Promise<unknown>) {
  const held = heldCommands()
  const world = await testWorld({
    tools: [shellTask('background'), deskTool(use)],
    ...turns(reply('', [['shell', {}]]), reply('', [['desk', {}]]), reply('ok')),
    host: { commands: held.commands },
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  return { ...held, ...world, running }
}

const answers = async ({ session }: Pick<Awaited<ReturnType<typeof withDesk>>, 'session'>) =>
  messagesOf(await session.conversation()).flatMap((message) =>
    message.role === 'tool' && message.name === 'desk'
      ? message.content.map((part) => (part.type === 'text' ? JSON.parse(part.text) : null))
      : [],
  )

it('a tool sees the tasks of its session, what they write, and what is none', async () => {
  const world = await withDesk(async ({ tasks }) => {
    const [first] = await tasks.list()
    const task = first?.task ?? 0
    return [first?.status, await tasks.read(task, { from: 5, most: 9 }), await tasks.read(1, range)]
  })
  await world.running
  expect(await answers(world)).toEqual([['running', { text: 'ing', next: 8, total: 8 }, null]])
})
const range = { from: 0, most: 1 }

it('a tool waits for a task for as long as it says, and is told at once when it ends', async () => {
  const world = await withDesk(async ({ tasks, signal }) => {
    const task = (await tasks.list())[0]?.task ?? 0
    const early = await tasks.wait(task, { ms: 5, signal })
    world.finish()
    const late = await tasks.wait(task, { ms: 60_000, signal })
    return [early?.status, late?.status, late?.end, (await tasks.wait(1, { ms: 5, signal })) ?? 0]
  })
  await world.running
  const [[early, late, end, none]] = await answers(world)
  expect([early, late, none]).toEqual(['running', 'ended', 0])
  expect(end).toMatchObject({ kind: 'exited', code: 0 })
  // Its end is told by itself, once, behind the turn.
  const told = messagesOf(await world.session.conversation()).filter(({ role }) => role === 'user')
  expect(JSON.stringify(told)).toContain('built')
})

it('a tool that waits lets go when the run is cancelled', async () => {
  const world = await withDesk(async ({ tasks, signal }) =>
    tasks.wait((await tasks.list())[0]?.task ?? 0, { ms: 60_000, signal }),
  )
  await sleep(10)
  await world.session.append([{ type: 'cancel.requested', data: { by: 'person' } }])
  expect(await world.running).toMatchObject({ reason: 'cancelled' })
  world.finish()
})

it('a tool ends one task of its session, and nothing else', async () => {
  const world = await withDesk(async ({ tasks, signal }) => {
    const task = (await tasks.list())[0]?.task ?? 0
    await tasks.cancel(task)
    await tasks.cancel(1)
    return tasks.wait(task, { ms: 60_000, signal })
  })
  expect(await world.running).toMatchObject({ reason: 'done', background: [] })
  const [task] = await answers(world)
  expect(task).toMatchObject({ status: 'ended', end: { stopped: 'cancelled' } })
})

it('a person lets a command go that the loop waits for', async () => {
  const held = heldCommands()
  const { session, sessions, host, say } = await testWorld({
    tools: [shellTask('inline')],
    ...turns(reply('', [['shell', {}]]), reply('meanwhile'), reply('seen')),
    host: { commands: held.commands },
  })
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  const task = session.state.open.find(({ type }) => type === 'task.started')?.seq ?? 0
  await sessions.post('s1', { id: 'p1', draft: promotionOf(task) })
  await sessions.post('s1', { id: 'p2', draft: promotionOf(task) })
  expect(await running).toMatchObject({ reason: 'done', background: [task] })
  held.finish()
  await run(session, { host, waitFor: 'tasks' })
  const posts = (await events(session)).flatMap(({ type, data }) =>
    type === 'task.promoted' || type === 'post.rejected' ? [[type, data.post]] : [],
  )
  expect(posts).toEqual([
    ['task.promoted', 'p1'],
    ['post.rejected', 'p2'],
  ])
})

it('leaves no command behind that it only said would run', async () => {
  const held = heldCommands()
  const begun: boolean[] = []
  const commands: typeof held.commands = {
    ...held.commands,
    run: (handle, spec, options) => {
      begun.push(options.signal.aborted)
      return held.commands.run(handle, spec, options)
    },
  }
  const world = await testWorld({
    tools: [shellTask('background')],
    ...turns(reply('', [['shell', {}]]), reply('started')),
    host: { commands },
  })
  // A disk that is slower than the model.
  const { session } = world
  const sync = session.store.events.sync.bind(session.store.events)
  session.store.events.sync = () => sleep(30).then(sync)
  await world.say('go')
  expect(await run(session, { host: world.host })).toMatchObject({ reason: 'done' })
  expect(begun).toEqual([false])
})

it('is not woken by the end of a task that somebody cancelled, and tells of it with what comes next', async () => {
  const held = heldCommands()
  const { session, host, say } = await testWorld({
    tools: [shellTask('background')],
    ...turns(reply('', [['shell', {}]]), reply('started'), reply('seen')),
    host: { commands: held.commands },
  })
  await say('go')
  const { background } = await run(session, { host })
  const [task = 0] = background
  await session.append([{ type: 'cancel.requested', data: { by: 'person', task } }])
  expect(await run(session, { host, waitFor: 'tasks' })).toMatchObject({ kind: 'idle' })
  expect(session.state.open).toEqual([])
  await say('and now?')
  await run(session, { host })
  const told = messagesOf(await session.conversation()).filter(({ role }) => role === 'user')
  expect(JSON.stringify(told)).toContain('has ended')
})

it('a task that ends by itself while it is let go of starts a run that is driven', async () => {
  const held = heldCommands()
  const commands: typeof held.commands = {
    ...held.commands,
    // It ends in the very moment in which nobody waits for it any more.
    run: async (handle, spec, options) => {
      const running = held.commands.run(handle, spec, options)
      if (handle.task > 0) setTimeout(held.finish, 0)
      return running
    },
  }
  const { session, host, say } = await testWorld({
    tools: [shellTask('background')],
    ...turns(reply('', [['shell', {}]]), reply('started'), reply('seen')),
    host: { commands },
  })
  await say('go')
  await run(session, { host })
  await run(session, { host, waitFor: 'tasks' })
  expect(session.state.open).toEqual([])
  expect(session.state.run.active).toBe(false)
})

it('runs that only ends of tasks begin share one budget', async () => {
  const { session, host, say } = await testWorld({
    tools: [shellTask('background')],
    // It begins another one each time it is told of the end of one.
    answer: (_, turn) => (turn % 2 === 0 ? reply('', [['shell', {}]]) : reply(`begun ${turn}`)),
    limits: { maxTurns: 6 },
    host: {
      commands: {
        probe: async () => 'run',
        read: async () => undefined,
        run: async () => ({ kind: 'exited', code: 0, head: '', tail: '', bytes: 0, durationMs: 1 }),
      },
    },
  })
  await say('go')
  expect(await run(session, { host, waitFor: 'tasks' })).toMatchObject({ reason: 'limit' })
  const answered = (await events(session)).filter(({ type }) => type === 'model.settled')
  expect(answered).toHaveLength(6)
  await say('go on')
  await run(session, { host, waitFor: 'tasks' })
  expect((await events(session)).filter(({ type }) => type === 'model.settled')).toHaveLength(12)
})
