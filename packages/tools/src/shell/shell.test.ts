import { existsSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

test('what the repository has git run is a fact for the judge', async () => {
  const place = workshop()
  place.write('.git/HEAD', 'ref: refs/heads/main\n')
  place.write('.git/config', '[core]\n\tfsmonitor = ./trap\n')
  expect(await place.prepare(tool, { command: 'git status' })).toMatchObject({
    gitRuns: ['.git/config: core.fsmonitor'],
  })
  expect(await place.prepare(tool, { command: 'ls' })).not.toHaveProperty('gitRuns')
})

test('git that only looks writes nothing, unless somebody wants it to', () => {
  expect(commandEnvironment({ from: {} })).toMatchObject({ GIT_OPTIONAL_LOCKS: '0' })
  const from = { GIT_OPTIONAL_LOCKS: '1' }
  expect(commandEnvironment({ from })).toMatchObject({ GIT_OPTIONAL_LOCKS: '1' })
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

describe('with keep', () => {
  const keeping = () => {
    const place = workshop()
    place.write('sub/x', '')
    const state = join(workshop().folder, 'state')
    const keeper = shellTool({ state })
    const runs = commandRunner({ folder: () => place.folder })
    const use = async (command: string, more = {}) => {
      const prepared = await place.prepare(keeper, { command, keep: true, ...more })
      if (prepared.task?.kind !== 'command') throw new Error('it is no command')
      const handle = { session: 's', task: (tasks += 1), at: Date.now() }
      const end = await runs.run(handle, prepared.task, { signal: place.context.signal })
      return { prepared, ...(await conclude(end, prepared.task)) }
    }
    return { ...place, state, keeper, use }
  }

  test.each([{}, { bash: true }])(
    'a command goes on where the last one stood: %j',
    async (shell) => {
      const { folder, use, state } = keeping()
      const first = await use(`cd sub && export WORD='a "b" \n$c' && exit 3`, shell)
      expect(first.text).toBe('[exit code 3]\n[no output]')
      const second = await use('pwd; printf "%s" "$WORD"', shell)
      expect(second.prepared).toMatchObject({
        target: '. shell-state; pwd; printf "%s" "$WORD"',
        outside: false,
      })
      expect(second.prepared.task).toMatchObject({ cwd: join(folder, 'sub') })
      expect(second.prepared.preview).toMatch(/^# in sub\n# with the exports/)
      expect(second.text).toBe(`[exit code 0]\n${join(folder, 'sub')}\na "b" \n$c`)
      // Nobody else reads it, and nothing of it is in what the log has of the command.
      expect(statSync(join(state, 'shell-state')).mode & 0o777).toBe(0o600)
      expect(JSON.stringify(second.prepared)).not.toContain('a \\"b')
    },
  )

  test('sh and bash understand one another, and a folder outside is told', async () => {
    const { use } = keeping()
    await use('export ONE=1; cd /', { bash: true })
    const { prepared, text } = await use('echo $ONE; export TWO=2')
    expect(prepared.outside).toBe(true)
    expect(text).toBe('[exit code 0]\n1')
    expect((await use('echo $ONE$TWO', { bash: true })).text).toBe('[exit code 0]\n12')
  })

  test('a value is the same in the other shell, whatever is in it, and an array does no harm', async () => {
    const { use } = keeping()
    await use(String.raw`export ODD=$(printf '\033[1m\001\ta\nb'"'c\"d\\\\e&")`, { bash: true })
    const all = `printf %s "$ODD" | od -An -tx1 | tr -d ' \n'`
    const hex = Buffer.from('\u001b[1m\u0001\ta\nb\'c"d\\e&').toString('hex')
    for (const bash of [false, true, false]) {
      expect((await use(all, { bash })).text).toBe(`[exit code 0]\n${hex}`)
    }
    await use('declare -ax LIST=(1 2); declare -Ax MAP=([a]=1); f() { :; }; export -f f', {
      bash: true,
    })
    expect((await use('echo ok')).text).toBe('[exit code 0]\nok')
  })

  test.each([{}, { bash: true }])(
    'whatever a command does to its shell, no word is added and the next one goes on: %j',
    async (shell) => {
      const { use, folder } = keeping()
      const says = async (command: string) => (await use(command, shell)).text
      expect(await says('export PATH=/nowhere')).toBe('[exit code 0]\n[no output]')
      expect(await says('echo $PATH; export PATH=/bin:/usr/bin')).toBe('[exit code 0]\n/nowhere')
      expect(await says('set -eu; export A=1; (exit 7); echo no')).toBe(
        '[exit code 7]\n[no output]',
      )
      expect(await says('trap "echo bye" EXIT; export B=2; (exit 4)')).toBe('[exit code 4]\nbye')
      expect(await says('set -x; export C=3')).not.toContain('_')
      expect(await says('mv() { echo bad; }; IFS=/; set -Cf; umask 0; cd sub')).toContain('code 0')
      expect(await says('echo $A$B$C $PWD')).toBe(`[exit code 0]\n123 ${folder}/sub`)
      expect(await says(`cd ${folder}; export _command="echo bad"`)).toContain('code 0')
      expect(await says('echo good')).toBe('[exit code 0]\ngood')
    },
  )

  test('a folder that is asked for is the one that it is in, and is kept', async () => {
    const { use, folder } = keeping()
    await use('cd sub')
    expect((await use('echo $PWD', { cwd: '.' })).text).toBe(`[exit code 0]\n${folder}`)
    expect((await use('echo $PWD')).text).toBe(`[exit code 0]\n${folder}`)
  })

  test('a folder whose name is two lines is not kept, and is no command', async () => {
    const { use, folder } = keeping()
    await use('mkdir "x\necho bad"; cd "x\necho bad"; export A=1')
    expect((await use('echo $A $PWD')).text).toBe(`[exit code 0]\n1 ${folder}`)
  })

  test('what somebody else left in its place stops nothing', async () => {
    const { use, state, folder } = keeping()
    const file = join(state, 'shell-state')
    const expected = `[exit code 0]\n${folder}`
    await use('cd /')
    await use(`mkfifo ${file}.pipe`)
    renameSync(`${file}.pipe`, file)
    expect((await use('pwd')).text).toBe(expected)
    rmSync(file)
    symlinkSync('/dev/zero', file)
    expect((await use('pwd')).text).toBe(expected)
    writeFileSync(file, `# ${folder}/sub\nexport A=(\n`)
    expect((await use('pwd; export A=1')).text).toBe(`${expected}/sub`)
    expect((await use('echo $A')).text).toBe('[exit code 0]\n1')
  })

  test.each([{}, { bash: true }])(
    'a command that is stopped leaves the state as it was: %j',
    async (shell) => {
      const { use } = keeping()
      await use('export WORD=first')
      const late = await use('export WORD=second; sleep 5', { timeout_ms: 300, ...shell })
      expect(late.code).toBe('timeout')
      await use('export WORD=second; kill -TERM $$', shell)
      await use('export WORD=second; kill -KILL $$', shell)
      expect((await use('echo $WORD')).text).toBe('[exit code 0]\nfirst')
    },
  )

  test('what it leaves running is ended all the same', async () => {
    const { use, folder } = keeping()
    await use('true')
    await use('(setsid sleep 0.7; echo late >> late) & sleep 0.1')
    await new Promise((resolve) => setTimeout(resolve, 1200))
    expect(existsSync(join(folder, 'late'))).toBe(false)
  })

  test('without it nothing is kept, and without a place for it there is no such key', async () => {
    const { use, keeper } = keeping()
    await use('cd /; export WORD=x')
    expect((await use('echo "[$WORD]"', { keep: false })).text).toBe('[exit code 0]\n[]')
    expect(JSON.stringify(keeper.input)).toContain('keep')
    expect(JSON.stringify(tool.input)).not.toContain('keep')
  })

  test('a folder that is gone is told', async () => {
    const { use, keeper, context, folder } = keeping()
    await use('mkdir gone; cd gone')
    rmSync(join(folder, 'gone'), { recursive: true })
    const preparation = await keeper.prepare({ command: 'pwd', keep: true }, context)
    expect(preparation).toMatchObject({ kind: 'invalid', code: 'not_found' })
  })
})

test('a command outside of the sandbox says so to a person, and is recorded; without a sandbox there is none', async () => {
  const walled = shellTool({ sandbox: ['network', 'home'] })
  const prepared = await shop.prepare(walled, { command: 'git commit', unsandboxed: true })
  expect(prepared).toMatchObject({
    preview: '# outside of the sandbox\ngit commit',
    task: { unsandboxed: true },
  })
  expect(JSON.stringify(walled.input)).toContain('lacks network, home')
  expect(await shop.prepare(walled, { command: 'ls' })).not.toHaveProperty('task.unsandboxed')
  expect(JSON.stringify(tool.input)).not.toContain('unsandboxed')
})
