import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testTool } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import type { Json } from '@harness/kernel'
import { workshop } from './__fixtures__/workshop.ts'
import { codingTools } from './index.ts'

const inputs: Record<string, Json> = {
  read_file: { path: 'long.txt' },
  write_file: { path: 'new/file.txt', content: 'new\n' },
  edit: { path: 'a.txt', old_string: 'one', new_string: 'two' },
  multi_edit: { edits: [{ path: 'a.txt', old_string: 'one', new_string: 'two' }] },
  apply_patch: { patch: '*** Begin Patch\n*** Add File: p.txt\n+p\n*** End Patch' },
  list: {},
  glob: { pattern: '**' },
  search: { pattern: 'l' },
  shell: { command: 'echo hi' },
  task_list: {},
  task_read: { task: 7 },
  task_wait: { task: 7 },
  task_cancel: { task: 7 },
  subagent: { prompt: 'look', role: 'explore' },
  web_fetch: { url: 'http://[100::1]/' },
  todo_list: {},
  ask_user: { question: 'Which?', choices: ['a', 'b'] },
  todo_set: { items: [{ text: 'x'.repeat(500), status: 'active' }] },
  finish: { summary: '\n'.repeat(100_000) },
}

const all = () =>
  codingTools({
    // An address that goes nowhere.
    web: { allowPrivate: true, timeoutMs: 300 },
    subagents: {
      roles: [
        { name: 'general', description: 'any work' },
        { name: 'explore', description: 'finds things, changes nothing' },
        { name: 'plan', description: 'plans, changes nothing' },
      ],
      worktree: true,
    },
  })

for (const tool of all()) {
  const makeStage = async () => {
    const shop = workshop()
    shop.write('a.txt', 'one\n')
    shop.write('long.txt', '"\t"\n'.repeat(200_000))
    shop.show('a.txt')
    const look = async () =>
      readdirSync(shop.folder, { recursive: true, encoding: 'utf8' }).map((path) => [
        path,
        path.endsWith('.txt') && path !== 'long.txt'
          ? readFileSync(join(shop.folder, path), 'utf8')
          : '',
      ])
    return { tool, input: inputs[tool.name] ?? {}, context: shop.context, look }
  }
  testTool(tool.name, makeStage, { test })
}

test('all tools together take little of a request', () => {
  const told = all().map(({ name, description, input }) => ({ name, description, input }))
  expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(8000)
  expect(told).toMatchSnapshot()
})

test('what a model is shown of tools is made once, however many sessions a process has', () => {
  const [first, second] = [codingTools(), codingTools()]
  const madeAgain = first.filter(({ input }, index) => input !== second[index]?.input)
  expect(madeAgain.map(({ name }) => name)).toEqual([])
})
