import { expect, it } from 'vitest'
import {
  defaultLimits,
  memorySessions,
  run,
  subagentsOver,
  type Child,
  type Limits,
  type ModelEnd,
  type SubagentSpec,
} from '../index.ts'
import { reply, scriptedProvider } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, sleep, turns } from './__fixtures__/scene.ts'
import { agentTask } from './__fixtures__/task-tools.ts'

const calls = (count: number) =>
  reply(
    '',
    Array.from({ length: count }, (): [string, unknown] => ['agent', {}]),
  )

interface Family {
  limits?: Partial<Limits>
  spec?: Partial<Limits>
  child?: Partial<Child>
  answer?: () => ModelEnd | Promise<ModelEnd>
  first?: ModelEnd
}

/** A parent whose first reply starts subagents. Each reply of a child or a parent costs 15 tokens. */
async function family({ limits = {}, spec = {}, child = {}, first = calls(2), answer }: Family) {
  const sessions = memorySessions()
  const specs: SubagentSpec[] = []
  const world = await testWorld({
    sessions,
    tools: [agentTask(spec)],
    ...turns(first, reply('all done')),
    limits,
  })
  const provider = scriptedProvider(answer ?? (() => reply('helped')))
  const subagents = subagentsOver({
    sessions,
    child: (one) => {
      specs.push(one)
      return {
        setup: {
          model: { provider: 'scripted', id: 'child' },
          system: 'You help.',
          tools: [],
          permissions: { mode: 'ask', rules: [], person: false },
          limits: one.limits,
        },
        host: { ...world.host, tools: [], provider: async () => provider },
        ...child,
      }
    },
  })
  const host = { ...world.host, subagents }
  await world.say('go')
  return { ...world, host, specs, sessions }
}

it('have an equal share of what is left each, and leave one to their parent', async () => {
  const { session, host, specs } = await family({ limits: { maxTokens: 300_015 } })
  expect(await run(session, { host })).toMatchObject({ reason: 'done' })
  // 300,000 are left after the first reply.
  expect(specs.map((spec) => spec.limits.maxTokens)).toEqual([100_000, 100_000])
  // What they spent is the parent's: four replies of 15.
  expect(session.state.usage.inputTokens + session.state.usage.outputTokens).toBe(60)
})

it('that ask for less are given less', async () => {
  const { session, host, specs } = await family({
    limits: { maxTokens: 300_015 },
    spec: { maxTokens: 40_000 },
  })
  await run(session, { host })
  expect(specs.map((spec) => spec.limits.maxTokens)).toEqual([40_000, 40_000])
})

it('are not started when nothing is left, and the model is told', async () => {
  const { session, host } = await family({ limits: { maxTokens: 1016 }, first: calls(1) })
  expect(await run(session, { host })).toMatchObject({ reason: 'done' })
  const refused = (await events(session)).find(({ type }) => type === 'call.refused')
  expect(refused).toMatchObject({ data: { code: 'limit' } })
})

it('count against the bound of a run that goes on beside them', async () => {
  const { session, host } = await family({
    limits: { maxTokens: 4015 },
    first: calls(1),
    answer: () => sleep(20).then(() => reply('helped')),
  })
  await run(session, { host })
  const reserved = (await events(session)).find(({ type }) => type === 'task.started')
  expect(reserved).toMatchObject({ data: { spec: { limits: { maxTokens: 2000 } } } })
})

it('are attended while they are driven, and have a last word on their end', async () => {
  const seen: string[] = []
  const { session, host } = await family({
    first: calls(1),
    child: {
      attend: (child) => {
        seen.push(`attend ${child.id}`)
        return async () => void seen.push('leave')
      },
      conclude: async (end) => ({ ...end, reason: 'concluded' }),
    },
  })
  await run(session, { host })
  const settled = (await events(session)).find(({ type }) => type === 'task.settled')
  const task = settled?.cause ?? 0
  expect(seen).toEqual([`attend s1.${task}`, 'leave'])
  expect(settled).toMatchObject({ data: { end: { reason: 'concluded' } } })
})

it('that cannot be made are an end, not a broken session', async () => {
  const { session, host, sessions } = await family({ first: calls(1) })
  const subagents = subagentsOver({
    sessions,
    child: () => Promise.reject(new Error('there is no such role')),
  })
  expect(await run(session, { host: { ...host, subagents } })).toMatchObject({ reason: 'done' })
  const settled = (await events(session)).find(({ type }) => type === 'task.settled')
  expect(settled).toMatchObject({
    data: { end: { kind: 'failed', message: 'there is no such role' } },
  })
})

it('are read while they work: what they did, line by line', async () => {
  const { session, host } = await family({ first: calls(1), limits: defaultLimits })
  await run(session, { host })
  const settled = (await events(session)).find(({ type }) => type === 'task.settled')
  const child = `s1.${settled?.cause}`
  const whole = await host.subagents.read(child, { from: 0, most: 1000 })
  expect(whole?.text).toBe('says helped\nended: done\n')
  const rest = await host.subagents.read(child, { from: 12, most: 1000 })
  expect(rest).toEqual({ text: 'ended: done\n', next: 24, total: 24 })
  expect(await host.subagents.read('nobody', { from: 0, most: 1 })).toBeUndefined()
})

it('work eight at once; the others wait for one to end', async () => {
  let working = 0
  let most = 0
  const { session, host } = await family({
    first: calls(11),
    answer: async () => {
      working += 1
      most = Math.max(most, working)
      await sleep(15)
      working -= 1
      return reply('helped')
    },
  })
  expect(await run(session, { host })).toMatchObject({ reason: 'done' })
  expect(most).toBe(8)
  const ended = (await events(session)).filter(({ type }) => type === 'task.settled')
  expect(ended).toHaveLength(11)
})

it('cost their parent what is known of their prices', async () => {
  const priced = { provider: 'scripted', id: 'child', price: { input: 1_000_000, output: 0 } }
  const unpriced = { provider: 'scripted', id: 'other' }
  const { session, host } = await family({
    first: calls(1),
    limits: { maxCost: 100 },
    child: {
      setup: {
        model: priced,
        fallbacks: [unpriced],
        system: 'You help.',
        tools: [],
        permissions: { mode: 'ask', rules: [], person: false },
        limits: { ...defaultLimits, maxAttempts: 1 },
      },
    },
    answer: () => reply('helped'),
  })
  await run(session, { host })
  // Ten tokens of input at a dollar each.
  expect(session.state.run.cost).toBe(10)
})

it('whose session somebody else holds are waited for', async () => {
  const { session, host, sessions } = await family({ first: calls(1) })
  // The task will be its ninth event.
  const held = await sessions.create('s1.9')
  const running = run(session, { host })
  await sleep(50)
  await held.close()
  expect(await running).toMatchObject({ reason: 'done' })
  const settled = (await events(session)).find(({ type }) => type === 'task.settled')
  expect(settled).toMatchObject({ cause: 9, data: { end: { kind: 'reported' } } })
})

it('whose leftovers cannot be handed over have done what they did', async () => {
  const { session, host } = await family({
    first: calls(1),
    child: { conclude: () => Promise.reject(new Error('the disk is full')) },
  })
  await run(session, { host })
  const settled = (await events(session)).find(({ type }) => type === 'task.settled')
  expect(JSON.stringify(settled)).toContain('could not be handed over: the disk is full')
  expect(settled).toMatchObject({ data: { end: { kind: 'reported', reason: 'done' } } })
})
