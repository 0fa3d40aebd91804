import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { memoryArtifacts } from '@harness/kernel'
import { commandRunner } from '@harness/kernel/node'
import { testTaskRunner } from '@harness/kernel/testing'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'
import { sandboxedRunner } from './sandboxed-runner.ts'

describe.skipIf(!hasWall)('inside', () => {
  testTaskRunner(
    'sandboxedRunner',
    async () => {
      const world = walledWorld()
      return { runner: world.again(), again: async () => world.again(), cwd: world.workspace }
    },
    { test: test.concurrent },
  )

  test('exit codes, output and its order are those of the command', async () => {
    const world = walledWorld()
    const end = await world.shell('echo out; echo err >/dev/stderr; echo end >/dev/stdout; exit 3')
    expect(end).toMatchObject({ code: 3, head: 'out\nerr\nend\n', tail: '', bytes: 12 })
    expect(end).not.toHaveProperty('signal')
    expect(await world.shell('kill -KILL $$')).toMatchObject({ code: 137 })
  })

  test('a secret that comes in a variable goes in, and stands in no list of processes', async () => {
    const world = walledWorld()
    const env = { PATH: process.env['PATH'] ?? '', A: 'x', HARNESS_SECRET_2: 'word-of-nobody' }
    const running = world.shell('env | sort; sleep 0.5', { env })
    await sleep(300)
    const lines = readdirSync('/proc').flatMap((name) => commandLine(name))
    const end = await running
    expect(lines.filter((line) => line.includes('--unsetenv'))).not.toEqual([])
    expect(lines.filter((line) => line.includes('word-of-nobody'))).toEqual([])
    expect(end.head).toContain('HARNESS_SECRET_2=word-of-nobody\n')
    const plain = await world.shell('env | sort', { env: { PATH: env.PATH, A: 'x' } })
    const names = (text: string) => [...text.matchAll(/^(\w+)=/gmu)].map(([, name]) => name)
    expect(names(end.head)).toEqual(names(plain.head).toSpliced(1, 0, 'HARNESS_SECRET_2'))
  })

  test('a command is asked to end before it is ended', async () => {
    const script = `trap 'echo bye; exit 7' TERM; while :; do sleep 0.05; done`
    const end = await walledWorld().shell(script, { timeoutMs: 400 })
    expect(end).toMatchObject({ code: 7, stopped: 'timeout' })
    expect(end.head).toContain('bye')
  })

  test('a request to the group of the command ends neither its report nor the wall', async () => {
    const script = 'trap "" TERM; sleep 9 & echo before; kill 0; echo after; exit 4'
    expect(await walledWorld().shell(script)).toMatchObject({ code: 4, head: 'before\nafter\n' })
  })

  test('a flood of output is stopped at the cap', async () => {
    const end = await walledWorld().shell('yes', { outputCap: 100_000 })
    expect(end).toMatchObject({ stopped: 'output' })
  })

  test('two commands at once, and nothing stands in the workspace after them', async () => {
    const world = walledWorld()
    const first = world.shell('sleep 0.5; ls -A; mkdir .git; mkdir .harness')
    await sleep(100)
    const second = await world.shell('ls -A')
    expect(second.head).toBe('.git\n.harness\n')
    expect((await first).head).toContain('.git\n.harness\n')
    expect(readdirSync(world.workspace)).toEqual([])
  })

  test('an empty folder of the workspace is not taken for ours', async () => {
    const world = walledWorld()
    mkdirSync(join(world.workspace, '.harness'))
    await world.shell('true')
    expect(readdirSync(world.workspace)).toEqual(['.harness'])
  })

  test('home and the temporary folder are kept for the next command, out of sight of others', async () => {
    const world = walledWorld()
    await world.shell('echo one >/tmp/a; mkdir -p ~/.cache; echo two >~/.cache/b')
    const { head } = await world.shell('cat /tmp/a ~/.cache/b')
    expect(head).toBe('one\ntwo\n')
    expect((await walledWorld().shell('ls /tmp ~/.cache')).head).not.toMatch(/\ba\b|\bb\b/u)
  })

  test('the end of a command in another process says what it left, once', async () => {
    const world = walledWorld()
    const handle = { session: 's', task: 1_000_001, at: Date.now() }
    const stop = new AbortController()
    const spec = {
      kind: 'command' as const,
      argv: ['/bin/sh', '-c', 'sleep 0.6; mkdir -p new/.git/hooks'],
      cwd: world.workspace,
      env: { PATH: '/usr/bin:/bin' },
      timeoutMs: 9000,
      outputCap: 9999,
    }
    const never = { signal: new AbortController().signal }
    const left = world.again().run(handle, spec, { signal: stop.signal })
    await sleep(300)
    stop.abort('stop')
    await expect(left).rejects.toBe('stop')
    const end = await world.again().run(handle, spec, never)
    expect(end).toMatchObject({ head: expect.stringContaining('.git.from-sandbox') })
    expect(readdirSync(world.workspace)).toEqual(['new'])
    expect(readdirSync(join(world.workspace, 'new'))).toEqual(['.git.from-sandbox'])
    mkdirSync(join(world.workspace, 'new', '.git'))
    const gone = { ...spec, cwd: join(world.workspace, 'gone') }
    expect(await world.again().run(handle, gone, never)).toEqual(end)
    expect(await world.again().run(handle, spec, never)).toEqual(end)
    expect(existsSync(join(world.workspace, 'new', '.git'))).toBe(true)
  })

  test('a folder that is not there is a failure that says so', async () => {
    const cwd = join(walledWorld().workspace, 'gone')
    await expect(walledWorld().shell('true', { cwd })).rejects.toThrow(/hides|does not exist/u)
  })

  test('a folder that cannot be seen from inside is a failure that says so', async () => {
    const world = walledWorld()
    await expect(world.shell('true', { cwd: world.outside })).rejects.toThrow('the sandbox hides')
  })
})

test('without a sandbox a command runs or fails, as it was chosen', async () => {
  const world = walledWorld()
  const runnerThat = (without: 'run' | 'refuse', isInside = true) =>
    sandboxedRunner(
      commandRunner({ folder: () => world.scratch, artifacts: () => memoryArtifacts() }),
      {
        place: () =>
          isInside ? { workspace: world.workspace, scratch: world.scratch } : undefined,
        find: async () => ({ kind: 'none', why: 'bwrap is missing', fix: 'Install it.' }),
        without,
      },
    )
  const spec = {
    kind: 'command' as const,
    argv: ['/bin/sh', '-c', 'echo x >>ran'],
    cwd: world.workspace,
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 9000,
    outputCap: 9999,
  }
  const running = { signal: new AbortController().signal }
  const handle = (task: number) => ({ session: 's', task, at: Date.now() })
  expect(await runnerThat('refuse').run(handle(1), spec, running)).toEqual({
    kind: 'failed',
    message: 'there is no sandbox: bwrap is missing. Install it.',
  })
  await runnerThat('run').run(handle(2), spec, running)
  await runnerThat('refuse', false).run(handle(3), spec, running)
  expect(readFileSync(join(world.workspace, 'ran'), 'utf8')).toBe('x\nx\n')
  writeFileSync(join(world.workspace, 'ran'), '')
})

function commandLine(pid: string): string[] {
  try {
    return [readFileSync(`/proc/${pid}/cmdline`, 'latin1')]
  } catch {
    return []
  }
}
