import { textContent, type TaskEnd } from '@harness/kernel'
import { expect, test } from 'vitest'
import { textOf, workshop } from '../__fixtures__/workshop.ts'
import { subagentTool } from './subagent.ts'

const tool = subagentTool({
  roles: [
    { name: 'general', description: 'any work' },
    { name: 'explore', description: 'finds things', maxTurns: 9 },
  ],
})

test('a subagent is a task with a role and limits of its own', async () => {
  const shop = workshop()
  const { task, execution, target } = await shop.prepare(tool, {
    prompt: 'Where is it?',
    role: 'explore',
  })
  expect({ execution, target }).toEqual({ execution: 'inline', target: 'explore' })
  expect(task).toMatchObject({
    kind: 'subagent',
    role: 'explore',
    prompt: 'Where is it?',
    limits: { maxTurns: 9 },
  })
  const other = await shop.prepare(tool, { prompt: 'Do it.', background: true })
  expect(other).toMatchObject({ execution: 'background', target: 'general' })
})

test('a role there is not is answered with those there are', async () => {
  const { code, text } = await workshop().use(tool, { prompt: 'x', role: 'expert' })
  expect(code).toBe('invalid_input')
  expect(text).toContain('explore')
})

test('a worktree is offered only where there can be one', async () => {
  const roles = [{ name: 'general', description: 'any work' }] as const
  const offers = (worktree: boolean) =>
    JSON.stringify(subagentTool({ roles: [...roles], worktree }).input).includes('worktree')
  expect([offers(true), offers(false)]).toEqual([true, false])
  const prepared = await workshop().prepare(subagentTool({ roles: [...roles], worktree: true }), {
    prompt: 'Try it.',
    worktree: true,
  })
  expect(prepared).toMatchObject({
    preview: 'general in a worktree: Try it.',
    task: { worktree: true },
  })
})

const usage = { inputTokens: 10, outputTokens: 5 }
const reported = (reason: string, text: string): TaskEnd => ({
  kind: 'reported',
  session: 's.7',
  reason,
  content: textContent(text),
  usage,
  cost: null,
})

async function conclude(end: TaskEnd) {
  const shop = workshop()
  const { task } = await shop.prepare(tool, { prompt: 'x' })
  if (!task || !tool.conclude) throw new Error('it is no task')
  const result = await tool.conclude(end, task, shop.context)
  return [result.kind === 'failed' ? result.code : 'done', textOf(result)]
}

test('its result is what it said last and where the rest is', async () => {
  expect(await conclude(reported('done', 'In a.ts.'))).toEqual([
    'done',
    'In a.ts.\n[session s.7, 15 tokens]',
  ])
  expect(await conclude(reported('limit', ''))).toEqual([
    'subagent_limit',
    '[it ended before it was done: limit]\n[it said nothing]\n[session s.7, 15 tokens]',
  ])
  const [, long = ''] = await conclude(reported('done', '"'.repeat(100_000)))
  expect(JSON.stringify(long).length).toBeLessThan(32 * 1024)
  expect(await conclude({ kind: 'failed', message: 'no such role' })).toEqual([
    'not_done',
    'It could not be run: no such role',
  ])
})
