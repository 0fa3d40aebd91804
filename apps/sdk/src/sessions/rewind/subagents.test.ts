// What subagents did goes back with what their parent did, as far as it was done later and in the same folder.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, done } from '@harness/kernel'
import { actions, ground, put, type Call, type Ground, type Turn } from './__fixtures__/ground.ts'

let here: Ground
beforeEach(() => {
  here = ground()
})
afterEach(() => here.remove())

const send = (turns: readonly Turn[], more: object = {}): Call => [
  'subagent',
  { prompt: JSON.stringify(turns), ...more },
]

/** Tools of one each, which do what they are made of and change nothing. */
const tool = (name: string, run: () => Promise<void>, effect: 'pure' | 'other' = 'pure') =>
  defineTool({
    name,
    description: name,
    input: z.object({}),
    effect,
    prepare: async () => ({ kind: 'ready', prepared: { effect, access: 'none', target: name } }),
    run: async () => {
      await run()
      return done(`${name} was done`)
    },
  })

it('one that was at work at the event is taken back from there', async () => {
  const half = Promise.withResolvers<void>()
  const seen = Promise.withResolvers<void>()
  const tools = [
    tool('tell', async () => {
      half.resolve()
      await seen.promise
      await sleep(60)
    }),
    tool('look', async () => {
      await half.promise
      await sleep(20)
      seen.resolve()
    }),
  ]
  const child = [
    { calls: [put('early.txt', 'x'), put('both.txt', 'early')] },
    { calls: [['tell', {}]] },
    { calls: [put('late.txt', 'x'), put('both.txt', 'late')] },
  ] satisfies Turn[]
  const id = await here.does([{ calls: [send(child), ['look', {}]] }], { tools })
  const looked = (await here.events(id)).find(
    ({ type, data }) => type === 'tool.settled' && JSON.stringify(data).includes('look was done'),
  )
  const made = await here.rewind(id, looked!.seq)
  expect(actions(made)).toEqual({ 'both.txt': 'restored', 'late.txt': 'removed' })
  expect(here.tree()).toMatchObject({ 'both.txt': '644 early', 'early.txt': '644 x' })
})

it('one that was done before the event stays as it was', async () => {
  const id = await here.does([
    { calls: [send([{ calls: [put('child.txt', 'x')] }])] },
    { calls: [put('own.txt', 'x')] },
  ])
  const back = (await here.events(id)).find(({ type }) => type === 'task.settled')
  expect(actions(await here.rewind(id, back!.seq))).toEqual({ 'own.txt': 'removed' })
})

it('those of subagents go back, too', async () => {
  const grandchild = send([{ calls: [put('deep.txt', 'x')] }])
  const id = await here.does([{ calls: [send([{ calls: [grandchild] }])] }])
  expect(here.tree()).toEqual({ 'deep.txt': '644 x' })
  expect(actions(await here.rewind(id, 1))).toEqual({ 'deep.txt': 'removed' })
})

it('one in a worktree of its own is left alone', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: here.workspace,
    })
  here.write('a.txt', 'one')
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'first')
  const child = [{ calls: [put('child.txt', 'x')] }] satisfies Turn[]
  const id = await here.does([
    { calls: [send(child, { worktree: true })] },
    { calls: [put('own.txt', 'x')] },
  ])
  const made = await here.rewind(id, 1)
  expect(actions(made)).toEqual({ 'own.txt': 'removed' })
  expect(made.uncovered).toEqual([])
})

it('every call that may have changed something else is named, and no other', async () => {
  const tools = [tool('ship', async () => {}, 'other'), tool('peek', async () => {})]
  const id = await here.does(
    [{ calls: [['peek', {}], ['ship', {}], put('a.txt', 'a'), send([{ calls: [['ship', {}]] }])] }],
    { tools },
  )
  const { uncovered } = await here.rewind(id, 1)
  expect(uncovered.map(({ tool: name, target }) => [name, target])).toEqual([
    ['ship', 'ship'],
    ['ship', 'ship'],
  ])
  const last = (await here.events(id)).at(-1)!
  expect((await here.rewind(id, last.seq)).uncovered).toEqual([])
})
