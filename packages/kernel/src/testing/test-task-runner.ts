import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandSpec, TaskEnd, TaskRunner } from '../index.ts'
import { checksOn, type ContractSuite } from './contract-suite.ts'

export interface TaskRunnerStage {
  runner: TaskRunner
  /** Another runner over the same tasks, as a later process has it. */
  again(): Promise<TaskRunner>
  /** A folder that commands may use. */
  cwd: string
  close?(): Promise<void>
}

type Exited = Extract<TaskEnd, { kind: 'exited' }>

/** The contract of `TaskRunner`: real exit codes and output, bounds that hold, and commands that outlive their host. */
export function testTaskRunner(
  name: string,
  makeStage: () => Promise<TaskRunnerStage>,
  suite: ContractSuite,
): void {
  const check = checksOn(name, makeStage, suite)
  const at = Date.now()
  const handle = { session: 's', task: 7, at }
  const spec = (cwd: string, script: string): CommandSpec => ({
    kind: 'command',
    argv: ['/bin/sh', '-c', script],
    cwd,
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 20_000,
    outputCap: 1_000_000,
  })
  const never = () => new AbortController().signal

  check('answers exit code and output', async ({ runner, cwd }) => {
    const streamed: string[] = []
    const end = await runner.run(handle, spec(cwd, 'echo out; echo err >&2; exit 3'), {
      signal: never(),
      output: (text) => streamed.push(text),
    })
    assert.equal(exited(end).code, 3)
    assert.match(exited(end).head + exited(end).tail, /out/)
    assert.match(exited(end).head + exited(end).tail, /err/)
    assert.match(streamed.join(''), /out/)
  })
  check('gives the command its own environment and no other', async ({ runner, cwd }) => {
    const end = await runner.run(handle, spec(cwd, 'echo home=$HOME'), { signal: never() })
    assert.match(exited(end).head, /^home=$/m)
  })
  check('ends a command at its deadline', async ({ runner, cwd }) => {
    const end = await runner.run(
      handle,
      { ...spec(cwd, 'sleep 60'), timeoutMs: 300 },
      { signal: never() },
    )
    assert.equal(exited(end).stopped, 'timeout')
  })
  check('ends a command that writes more than its cap', async ({ runner, cwd }) => {
    const end = await runner.run(
      handle,
      { ...spec(cwd, 'yes'), outputCap: 10_000 },
      { signal: never() },
    )
    assert.equal(exited(end).stopped, 'output')
    assert.ok(exited(end).head.length <= 10_000)
  })
  check('ends the whole tree when it is cancelled', async ({ runner, cwd }) => {
    const cancel = new AbortController()
    const running = runner.run(handle, spec(cwd, '(sleep 2; echo late > late) & sleep 60'), {
      signal: cancel.signal,
    })
    await sleep(300)
    cancel.abort('cancel')
    assert.equal(exited(await running).stopped, 'cancelled')
    const look = { session: 's', task: 8, at }
    const end = await runner.run(look, spec(cwd, 'sleep 2.2; ls'), { signal: never() })
    assert.doesNotMatch(exited(end).head, /late/)
  })
  check(
    'leaves the command running when its host stops, and a later host takes it over',
    async (stage) => {
      const stop = new AbortController()
      const script = 'echo x >> times; sleep 0.8; echo done; exit 5'
      const running = stage.runner.run(handle, spec(stage.cwd, script), { signal: stop.signal })
      await sleep(300)
      stop.abort('stop')
      await assert.rejects(running, (reason) => reason === 'stop')
      const later = await stage.again()
      assert.equal(await later.probe(handle), 'run')
      const end = await later.run(handle, spec(stage.cwd, script), { signal: never() })
      assert.equal(exited(end).code, 5)
      assert.match(exited(end).head + exited(end).tail, /done/)
      const times = await later.run({ session: 's', task: 9, at }, spec(stage.cwd, 'cat times'), {
        signal: never(),
      })
      assert.equal(exited(times).head, 'x\n')
    },
  )
  check('answers the same end to a host that asks again', async ({ runner, again, cwd }) => {
    const first = await runner.run(handle, spec(cwd, 'echo once; exit 4'), { signal: never() })
    const second = await (
      await again()
    ).run(handle, spec(cwd, 'echo once; exit 4'), { signal: never() })
    assert.equal(exited(second).code, exited(first).code)
    assert.equal(exited(second).head, exited(first).head)
  })
  check('tells what a command wrote, piece by piece, while it runs and after', async (stage) => {
    const cancel = new AbortController()
    const script = 'printf "aé日😀b"; sleep 60'
    const running = stage.runner.run(handle, spec(stage.cwd, script), { signal: cancel.signal })
    const whole = { from: 0, most: 1000 }
    let seen = await stage.runner.read(handle, whole)
    while ((seen?.total ?? 0) < 11) {
      await sleep(20)
      seen = await stage.runner.read(handle, whole)
    }
    assert.equal(seen?.text, 'aé日😀b')
    assert.equal(seen.next, 11)
    cancel.abort('cancel')
    await running
    const later = await stage.again()
    let text = ''
    for (let from = 0; from < 11;) {
      const piece = await later.read(handle, { from, most: 4 })
      assert.ok(piece && piece.next > from)
      text += piece.text
      from = piece.next
    }
    assert.equal(text, 'aé日😀b')
    const end = { text: '', next: 11, total: 11 }
    assert.deepEqual(await later.read(handle, { from: 99, most: 4 }), end)
    assert.equal(await later.read({ session: 's', task: 99, at }, whole), undefined)
  })

  check('says that a command could not be started', async ({ runner, cwd }) => {
    const end = await runner.run(
      handle,
      { ...spec(cwd, ''), argv: ['/no/such/program'] },
      { signal: never() },
    )
    assert.ok(end.kind === 'failed' || (end.kind === 'exited' && end.code !== 0))
  })
}

const exited = (end: TaskEnd): Exited =>
  end.kind === 'exited' ? end : assert.fail(`it ended otherwise: ${JSON.stringify(end)}`)
