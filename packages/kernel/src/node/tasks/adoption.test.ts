import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { commandRunner } from './command-runner.ts'
import { allEnded, exists, startHost, taskWorld, until } from './__fixtures__/task-world.ts'

const handle = { session: 's', task: 1, at: Date.now() }

test.concurrent('a command outlives a killed host and settles with its real exit code and output', async () => {
  const world = taskWorld()
  const script = 'echo one; echo x >>ran; sleep 1; echo two; exit 9'
  const host = startHost(world.folder, script)
  await until(() => exists(world.folder, 'ran'))
  process.kill(host.pid, 'SIGKILL')
  await host.printed
  expect(await world.runner.probe(handle)).toBe('run')
  const shown: string[] = []
  const end = await world.shell(script, { output: (text) => shown.push(text) })
  expect(end).toMatchObject({ kind: 'exited', code: 9, head: 'one\ntwo\n' })
  expect(shown.join('')).toBe('one\ntwo\n')
  expect(readFileSync(join(world.folder, 'ran'), 'utf8')).toBe('x\n')
})

test.concurrent('the deadline and the cap hold when the host was killed', async () => {
  const world = taskWorld()
  const host = startHost(
    world.folder,
    'echo up >up; trap "" PIPE; sleep 0.3; yes; sleep 8871',
    1200,
  )
  await until(() => exists(world.folder, 'up'))
  process.kill(host.pid, 'SIGKILL')
  await until(() => exists(world.folder, 'tasks/1/status'))
  const end = await world.shell('never')
  expect(end).toMatchObject({ stopped: 'output', bytes: 1 << 20 })
  const other = taskWorld()
  const second = startHost(other.folder, 'echo up >up; sleep 8872', 900)
  await until(() => exists(other.folder, 'up'))
  process.kill(second.pid, 'SIGKILL')
  expect(await other.shell('never')).toMatchObject({ code: null, stopped: 'timeout' })
  await allEnded('8872')
})

test.concurrent('two hosts that start the same task run it once, and both learn its end', async () => {
  const world = taskWorld()
  const script = 'echo x >>ran; sleep 0.2; echo told; exit 2'
  const hosts = [1, 2, 3].map(() => startHost(world.folder, script))
  const ends = await Promise.all(hosts.map(async ({ printed }) => JSON.parse(await printed)))
  for (const end of ends) expect(end).toMatchObject({ kind: 'exited', code: 2, head: 'told\n' })
  expect(readFileSync(join(world.folder, 'ran'), 'utf8')).toBe('x\n')
})

test.concurrent('many runs of one task in one process are one command', async () => {
  const world = taskWorld()
  const work = Array.from({ length: 8 }, () => world.shell('echo x >>ran; exit 3', { task: 1 }))
  for (const end of await Promise.all(work)) expect(end).toMatchObject({ code: 3 })
  expect(readFileSync(join(world.folder, 'ran'), 'utf8')).toBe('x\n')
})

test.concurrent('a task cancelled after its host was killed is ended', async () => {
  const world = taskWorld()
  const host = startHost(world.folder, 'echo up >up; setsid sleep 8873 & sleep 8873')
  await until(() => exists(world.folder, 'up'))
  process.kill(host.pid, 'SIGKILL')
  const end = await world.shell('never', { signal: AbortSignal.abort('cancel') })
  expect(end).toMatchObject({ kind: 'exited', stopped: 'cancelled' })
  await allEnded('8873')
})

test.concurrent('a killed shim leaves nothing running: its run ends by a signal, a probe does not know', async () => {
  const world = taskWorld()
  const shimOf = (task: number) =>
    Number(JSON.parse(readFileSync(join(world.folder, `tasks/${task}/runner`), 'utf8')).pid)
  const work = world.shell('echo up >up; setsid sleep 8874 & sleep 8874')
  await until(() => exists(world.folder, 'up'))
  process.kill(shimOf(1), 'SIGKILL')
  expect(await work).toMatchObject({ code: null, signal: 'SIGTERM' })
  await allEnded('8874')

  const control = new AbortController()
  const left = world.shell('echo up >up2; setsid sleep 8875 & sleep 8875', {
    signal: control.signal,
  })
  await until(() => exists(world.folder, 'up2'))
  control.abort('stop driving')
  await expect(left).rejects.toBe('stop driving')
  process.kill(shimOf(2), 'SIGKILL')
  await sleep(50)
  expect(await world.runner.probe({ session: 's', task: 2, at: Date.now() })).toBe('unknown')
  await allEnded('8875')
})

test.concurrent('a runner of another boot, or whose number somebody else has by now, is unknown', async () => {
  const world = taskWorld()
  const runner = { pid: process.pid, start: '1', boot: 'another' }
  for (const [task, facts] of [runner, { ...runner, boot: bootId() }].entries()) {
    mkdirSync(join(world.folder, `tasks/${task}`), { recursive: true })
    writeFileSync(join(world.folder, `tasks/${task}/runner`), `${JSON.stringify(facts)}\n`)
    expect(await world.runner.probe({ session: 's', task, at: Date.now() })).toBe('unknown')
  }
})

test.concurrent('nothing begun is runnable', async () => {
  expect(await taskWorld().runner.probe(handle)).toBe('run')
})

const bootId = () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

test.concurrent('nothing begun of an intent from before the machine started is unknown: a power cut may have undone it', async () => {
  const { folder } = taskWorld()
  const booted = Date.now() - 60_000
  const runner = commandRunner({ folder: () => folder, bootedAt: () => booted })
  const probe = (at: number) => runner.probe({ session: 's', task: 1, at })
  expect(await probe(booted - 1)).toBe('unknown')
  expect(await probe(booted + 500)).toBe('unknown')
  expect(await probe(booted + 5000)).toBe('run')
  await startHost(folder, 'exit 4').printed
  expect(await probe(booted - 1)).toBe('run') // its status is there
})
