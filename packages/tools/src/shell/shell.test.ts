import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import type { TaskEnd, TaskSpec } from '@harness/kernel'
import { commandRunner } from '@harness/kernel/node'
import { textOf, workshop } from '../__fixtures__/workshop.ts'
import { commandEnvironment } from './command-environment.ts'
import { shellTool } from './shell.ts'

const shop = workshop()
const tool = shellTool()
const runner = commandRunner({ folder: () => shop.folder })
let tasks = 0

async function run(input: Record<string, string | number | boolean>) {
  const { task } = await shop.prepare(tool, input)
  if (task?.kind !== 'command' || !tool.conclude) throw new Error('it is no command')
  const { signal } = shop.context
  const end = await runner.run({ session: 's', task: (tasks += 1), at: Date.now() }, task, {
    signal,
  })
  return conclude(end, task)
}

async function conclude(end: TaskEnd, task: TaskSpec) {
  const result = await tool.conclude?.(end, task, shop.context)
  if (!result) throw new Error('it does not conclude')
  return {
    kind: result.kind,
    code: result.kind === 'failed' ? result.code : '',
    text: textOf(result),
  }
}

test('a command is a task with facts for a rule and a person', async () => {
  const prepared = await shop.prepare(tool, { command: 'make all', background: true })
  expect(prepared).toMatchObject({
    access: 'command',
    target: 'make all',
    preview: 'make all',
    outside: false,
    execution: 'background',
    task: { argv: ['/bin/sh', '-c', 'make all'], cwd: shop.folder },
  })
  const outside = await shop.prepare(tool, { command: 'x', cwd: '..' })
  expect(outside).toMatchObject({
    outside: true,
    preview: `# in ${dirname(shop.folder)} (outside the workspace)\nx`,
  })
  expect(await shop.use(tool, { command: 'x', cwd: 'none' })).toMatchObject({ code: 'not_found' })
})

test('an exit code is a result', async () => {
  expect(await run({ command: 'echo out; echo err >&2; exit 3' })).toEqual({
    kind: 'done',
    code: '',
    text: '[exit code 3]\nout\nerr',
  })
  expect((await run({ command: 'true' })).text).toBe('[exit code 0]\n[no output]')
  expect((await run({ command: 'printf "\\033[31mred\\033[0m"' })).text).toBe('[exit code 0]\nred')
  expect((await run({ command: 'echo ${BASH_VERSION:+bash}', bash: true })).text).toContain('bash')
})

test('a command that is stopped says why', async () => {
  const late = await run({ command: 'echo begun; sleep 5', timeout_ms: 300 })
  expect(late).toMatchObject({ kind: 'failed', code: 'timeout' })
  expect(late.text).toBe('[stopped: it took longer than its timeout of 300 ms]\nbegun')
})

test('long output keeps its ends and fits', async () => {
  const { text } = await run({ command: 'seq 1 100000' })
  expect(text).toMatch(/^\[exit code 0\]\n1\n2\n/)
  expect(text).toMatch(/99999\n100000$/)
  expect(text).toMatch(/\[\d+ of 588895 bytes left out\]/)
  const binary = await run({ command: 'head -c 24000 /dev/zero; exit 1' })
  expect(JSON.stringify(binary.text).length).toBeLessThan(32 * 1024)
})

test('the environment is a list of names, and no secret is on it', () => {
  const from = {
    PATH: '/bin',
    HOME: '/home',
    LC_ALL: 'C',
    OPENAI_API_KEY: 'secret',
    AWS_SECRET_ACCESS_KEY: 'secret',
    LD_PRELOAD: 'x',
    GOPATH: '/go',
  }
  const given = commandEnvironment({ from, pass: ['GOPATH'], set: { CI: '1' } })
  expect(given).toMatchObject({ PATH: '/bin', HOME: '/home', LC_ALL: 'C', GOPATH: '/go', CI: '1' })
  expect(JSON.stringify(given)).not.toContain('secret')
  expect(given).not.toHaveProperty('LD_PRELOAD')
})
