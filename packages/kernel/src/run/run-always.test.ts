import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  configure,
  defineTool,
  drainInbox,
  memorySessions,
  openSession,
  permissionsOf,
  ruleText,
  run,
  textContent,
  type Draft,
  type PermissionRule,
  type Policy,
  type Session,
  type State,
} from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testRedactor } from '../testing/test-redactor.ts'
import { testWorld } from '../testing/test-world.ts'
import { events, sleep, turns, types } from './__fixtures__/scene.ts'

const tool = defineTool({
  name: 'act',
  description: '',
  input: z.object({}),
  effect: 'pure',
  run: async () => ({ kind: 'done', content: textContent('acted') }),
})

/** Asks about what no rule allows, and suggests that one. */
const policy: Policy = {
  decide: (_, { rules }) =>
    rules.some((rule) => ruleText(rule) === 'act(one)')
      ? { decision: 'allow', rule: 'rule' }
      : { decision: 'ask', rule: 'mode', suggestions: ['act(one)'] },
}

const setup = { permissions: { mode: 'ask', rules: [], person: true } }
const twice = turns(reply('', [['act', {}]]), reply('', [['act', {}]]), reply('ok'))
const world = () => testWorld({ tools: [tool], policy, setup, ...twice })

const rule: PermissionRule = { decision: 'allow', tool: 'act', pattern: 'one', source: 'here' }
type Always = { until: 'session' | 'configuration'; rules: PermissionRule[] }

const openAsk = ({ open }: State) => open.find((intent) => intent.type === 'ask.opened')
const answer = (
  session: Session,
  always: Always = { until: 'session', rules: [rule] },
  decision: 'allow' | 'deny' = 'allow',
): Extract<Draft, { type: 'ask.settled' }> => ({
  type: 'ask.settled',
  cause: openAsk(session.state)?.seq ?? 0,
  data: { kind: 'answered', decision, by: 'person', always },
})

it('what is allowed for good is asked once, and shown what it would be', async () => {
  const { session, host, say } = await world()
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  expect(openAsk(session.state)?.data).toMatchObject({ suggestions: ['act(one)'] })
  await session.append([answer(session)])
  await running
  expect((await types(session)).filter((type) => type === 'ask.opened')).toHaveLength(1)
  expect(permissionsOf(session.state)?.rules).toEqual([rule])
})

it.each([
  ['another rule', { until: 'session', rules: [{ ...rule, pattern: '*' }] }, 'allow'],
  [
    'every use of the tool',
    { until: 'session', rules: [{ decision: 'allow', tool: 'act', source: '' }] },
    'allow',
  ],
  ['one more rule', { until: 'session', rules: [rule, { ...rule, tool: 'rm' }] }, 'allow'],
  ['a rule that asks', { until: 'session', rules: [{ ...rule, decision: 'ask' }] }, 'allow'],
  ['a rule with a denial', { until: 'session', rules: [rule] }, 'deny'],
] as const)('%s is not accepted with an answer, whoever gives it', async (_, always, decision) => {
  const { session, host, say, sessions } = await world()
  await say('go')
  const stop = new AbortController()
  const running = run(session, { host, signal: stop.signal })
  await sleep(5)
  const draft = answer(session, { ...always, rules: [...always.rules] }, decision)
  await expect(session.append([draft])).rejects.toMatchObject({ code: 'invariant' })
  await sessions.post(session.id, { id: 'p', draft })
  await drainInbox(session)
  expect(openAsk(session.state)).toBeDefined()
  expect((await events(session)).at(-1)).toMatchObject({
    type: 'post.rejected',
    data: { post: 'p' },
  })
  stop.abort('over')
  await running
})

it.each([
  ['session', [rule]],
  ['configuration', []],
] as const)(
  'a rule until the %s is or is not there when the files are read again',
  async (until, left) => {
    const { session, host, say } = await world()
    await say('go')
    const running = run(session, { host })
    await sleep(5)
    await session.append([answer(session, { until, rules: [rule] })])
    await running
    expect(permissionsOf(session.state)?.rules).toEqual([rule])
    const { model, limits } = session.state.identity.configuration ?? {}
    if (!model || !limits) throw new Error('not configured')
    // Nothing is different: whatever the file was given, somebody has taken it out of it.
    const same = { system: 'You are a test.', tools: [tool], model, limits, ...setup }
    await configure(session, same)
    expect(permissionsOf(session.state)?.rules).toEqual(left)
    const { seq } = session.state
    await configure(session, same)
    expect(session.state.seq).toBe(seq)
  },
)

it('a rule of the session is inherited by a fork from behind it, and by none from before', async () => {
  const sessions = memorySessions()
  const { session, host, say } = await testWorld({
    tools: [tool],
    policy,
    setup,
    sessions,
    ...twice,
  })
  await say('go')
  const running = run(session, { host })
  await sleep(5)
  const [settled] = await session.append([answer(session)])
  await running
  const rulesAt = async (at: number, child: string) => {
    const fork = await openSession(await sessions.fork(session.id, at, child), host)
    return permissionsOf(fork.state)?.rules
  }
  expect(await rulesAt(settled?.seq ?? 0, 'behind')).toEqual([rule])
  expect(await rulesAt((settled?.seq ?? 0) - 1, 'before')).toEqual([])
})

it('a suggestion with a secret in it is none', async () => {
  const redactor = testRedactor(['act(one)'])
  const { session, host, say } = await testWorld({
    tools: [tool],
    policy,
    setup,
    redactor,
    ...twice,
  })
  await say('go')
  const stop = new AbortController()
  const running = run(session, { host, signal: stop.signal })
  await sleep(5)
  expect(openAsk(session.state)?.data).not.toHaveProperty('suggestions')
  stop.abort('over')
  await running
})
