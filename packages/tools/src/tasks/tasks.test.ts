import type { Json, TaskDesk, TaskView, Tool } from '@harness/kernel'
import { expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { taskCancelTool } from './task-cancel.ts'
import { taskListTool } from './task-list.ts'
import { taskReadTool } from './task-read.ts'
import { taskWaitTool } from './task-wait.ts'

const command: TaskView['spec'] = {
  kind: 'command',
  argv: ['/bin/sh', '-c', 'npm  test\n--watch'],
  cwd: '/',
  env: {},
  timeoutMs: 1,
  outputCap: 1,
}
const running: TaskView = {
  task: 12,
  call: '9.0',
  tool: 'shell',
  spec: command,
  startedAt: 0,
  background: true,
  status: 'running',
}
const ended: TaskView = {
  ...running,
  task: 20,
  status: 'ended',
  end: { kind: 'exited', code: 3, head: '', tail: '', bytes: 0, durationMs: 2400 },
}
const child: TaskView = {
  ...running,
  task: 30,
  spec: {
    kind: 'subagent',
    role: 'explore',
    prompt: 'x'.repeat(500),
    limits: { maxTurns: 1, maxAttempts: 1, retryBaseMs: 1, retryCapMs: 1 },
  },
  status: 'unknown',
}

async function use(tool: Tool, input: Json, more: Partial<TaskDesk> = {}) {
  const shop = workshop()
  const list = async () => [running, ended, child]
  const tasks: TaskDesk = {
    list,
    wait: async (task) => (await list()).find((one) => one.task === task),
    read: async (task) =>
      task === 12 ? { text: 'line\n'.repeat(5000), next: 25_000, total: 30_000 } : undefined,
    cancel: async () => undefined,
    ...more,
  }
  const prepared = await shop.prepare(tool, input)
  const result = await tool.run(input, prepared, { ...shop.context, tasks })
  const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  return { text, code: result.kind === 'failed' ? result.code : undefined }
}

test('tasks are listed with the newest first, a line each', async () => {
  const { text } = await use(taskListTool(), {})
  const lines = text.split('\n')
  expect(lines[0]).toMatch(/^30 {2}unknown {2}explore: x{100,}…$/)
  expect(lines[1]).toBe('20  exit code 3 after 2 s  npm test --watch')
  expect(lines[2]).toMatch(/^12 {2}running for \d+ s {2}npm test --watch$/)
  expect((await use(taskListTool(), {}, { list: async () => [] })).text).toBe('There are no tasks.')
})

test('what a task wrote says where it stands, and how much there is more', async () => {
  const { text } = await use(taskReadTool(), { task: 12 })
  expect(text).toMatch(/^\[bytes 0 to 25000 of 30000, 5000 more\]\nline\n/)
  expect(await use(taskReadTool(), { task: 20 })).toMatchObject({ code: 'no_output' })
  expect(await use(taskReadTool(), { task: 7 })).toEqual({
    code: 'unknown_task',
    text: 'There is no task 7. There are 12, 20, 30.',
  })
})

test('waiting says how the task is then', async () => {
  expect((await use(taskWaitTool(), { task: 12 })).text).toMatch(/^Still running\.\n12 /)
  expect((await use(taskWaitTool(), { task: 20 })).text).toMatch(/^20 {2}exit code 3/)
  expect(await use(taskWaitTool(), { task: 1 })).toMatchObject({ code: 'unknown_task' })
})

test('a task is told to end, and whether it has is told', async () => {
  const told: number[] = []
  const cancel = async (task: number) => void told.push(task)
  expect(await use(taskCancelTool(), { task: 12 }, { cancel })).toMatchObject({
    code: 'still_running',
  })
  expect((await use(taskCancelTool(), { task: 20 }, { cancel })).code).toBeUndefined()
  expect(told).toEqual([12, 20])
})
