import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testTaskRunner } from '../../testing/index.ts'
import { commandRunner } from './command-runner.ts'
import { shellSpec, taskWorld } from './__fixtures__/task-world.ts'

const world = taskWorld()
testTaskRunner(
  'commandRunner',
  async () => {
    const { folder, runner } = taskWorld()
    return { runner, again: async () => commandRunner({ folder: () => folder }), cwd: folder }
  },
  { test: test.concurrent },
)

const signal = new AbortController().signal

test('a command ends with its exit code and output', async () => {
  const end = await world.shell('echo out; echo err >&2; exit 3')
  expect(end).toMatchObject({ kind: 'exited', code: 3, head: 'out\nerr\n', tail: '', bytes: 8 })
  expect(end).not.toHaveProperty('signal')
  expect(end).not.toHaveProperty('stopped')
})

test('a signal that ends a command is told, an exit code that looks like one is a code', async () => {
  expect(await world.shell('kill -KILL $$')).toMatchObject({ code: null, signal: 'SIGKILL' })
  expect(await world.shell('kill -TERM $$')).toMatchObject({ code: null, signal: 'SIGTERM' })
  expect(await world.shell('exit 137')).toMatchObject({ code: 137 })
})

test('the environment is the one of the spec and the mark, and interrupts work in it', async () => {
  const env = { A: 'one two', dir: 'd', code: 'c', _x: '1' }
  const end = await world.shell('/usr/bin/env; kill -INT $$', { env })
  const lines = end.kind === 'exited' ? end.head.trim().split('\n').toSorted() : []
  expect(lines.filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line))).toEqual([
    'A=one two',
    expect.stringMatching(/^HARNESS_TASK=(.* )?task:[0-9a-f]{20};$/),
    '_x=1',
    'code=c',
    'dir=d',
  ])
  expect(end).toMatchObject({ code: 130 })
})

test('arguments reach the program as they are, and builtins of the shim are not run instead', async () => {
  const argv = ['printf', '%s|', 'a b', '$HOME', '"', "'", '', '-n', 'é\n']
  const spec = { ...shellSpec(world.folder, ''), argv }
  const end = await world.runner.run({ session: 's', task: 900, at: Date.now() }, spec, { signal })
  expect(end).toMatchObject({ code: 0, head: `a b|$HOME|"|'||-n|é\n|` })
})

test('standard output and error may be opened again', async () => {
  const end = await world.shell(
    'echo one; echo two >/dev/stderr; echo three >/dev/stdout; echo four',
  )
  expect(end).toMatchObject({ head: 'one\ntwo\nthree\nfour\n' })
})

test('what a command signals to its own group does not stop its report', async () => {
  const end = await world.shell('trap "" TERM; sleep 9 & echo before; kill 0; echo after; exit 4')
  expect(end).toMatchObject({ code: 4, head: 'before\nafter\n' })
})

test('a missing folder or program is a failure, and nothing has begun', async () => {
  expect(await world.shell('true', { cwd: '/nowhere/at/all', task: 901 })).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('/nowhere/at/all'),
  })
  const spec = { ...shellSpec(world.folder, ''), argv: ['no-such-program'] }
  expect(
    await world.runner.run({ session: 's', task: 901, at: Date.now() }, spec, { signal }),
  ).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('no-such-program'),
  })
  expect(await world.runner.probe({ session: 's', task: 901, at: Date.now() })).toBe('run')
})

test('a command that is too long to start is a failure', async () => {
  const end = await world.shell(`: ${'x'.repeat(300_000)}`)
  expect(end).toMatchObject({ kind: 'failed', message: expect.stringContaining('E2BIG') })
})

test('long output keeps its head and tail, cut between characters', async () => {
  const end = await world.shell(`printf x; yes 日本語 | head -c 300000; printf 'the end'`)
  if (end.kind !== 'exited') throw new Error('it did not exit')
  expect(end.bytes).toBe(300_008)
  expect(end.head.startsWith('x日本語\n日')).toBe(true)
  expect(end.tail.endsWith('the end')).toBe(true)
  expect(end.head + end.tail.replace('the end', '').slice(0, -4)).not.toContain('\uFFFD')
  expect(Buffer.byteLength(end.head)).toBeLessThanOrEqual(8192)
  expect(Buffer.byteLength(end.head)).toBeGreaterThan(8188)
})

test('output is handed on while the command runs, whole characters only', async () => {
  const pieces: { text: string; at: number }[] = []
  const begin = Date.now()
  const output = (text: string) => pieces.push({ text, at: Date.now() - begin })
  const script = `printf 'a\\346\\227'; sleep 0.3; printf '\\245b'; sleep 0.3; echo c`
  await world.shell(script, { output })
  expect(pieces.map(({ text }) => text).join('')).toBe('a日bc\n')
  expect(pieces[0]?.at).toBeLessThan(290)
  expect(pieces.length).toBe(3)
})

test('a settled task is settled again from its files', async () => {
  await world.shell('echo once >>ran; echo done; exit 5', { task: 902 })
  const end = await world.shell('echo once >>ran; echo done; exit 5', { task: 902 })
  expect(end).toMatchObject({ code: 5, head: 'done\n' })
  expect(statSync(join(world.folder, 'ran')).size).toBe(5)
  rmSync(join(world.folder, 'ran'))
})

test('a command that fails to write its folder does not hang', async () => {
  const folder = world.folder
  const end = await world.shell('true', { cwd: folder, argv: ['/bin/true'], outputCap: 1 })
  expect(end).toMatchObject({ code: 0 })
})

test('output that cannot be shown does not change how a command ends', async () => {
  const output = () => {
    throw new Error('the screen is gone')
  }
  expect(await world.shell('echo shown; sleep 0.4; exit 3', { output })).toMatchObject({ code: 3 })
})
