import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Subject } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  runEval,
  type BegunEval,
  type EvalNews,
  type EvalProgress,
  type Options,
  type RunEvalOptions,
} from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'harness-eval-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const smoke = new URL('../../../../examples/evals/smoke.json', import.meta.url).pathname

/** No key of whoever runs the tests counts. */
const keyless = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /_API_KEY$|^HARNESS_(MODEL|PROVIDER)$/u.test(name))
    .map((name) => [name, '']),
)

const given = (more: RunEvalOptions = {}): RunEvalOptions => ({
  ...more,
  output: join(folder, 'run'),
  options: { home: join(folder, 'person'), env: keyless, ...more.options },
})

const script = (text: string) => ({ name: 's', rules: [], otherwise: { text } })

async function suite(cases: object[]): Promise<string> {
  const path = join(folder, 'suite.json')
  await writeFile(path, JSON.stringify({ name: 'own', cases }))
  return path
}

it('the suite that comes along shows every way in which an attempt ends, without a key', async () => {
  const { report } = await runEval(smoke, given({ concurrency: 8 }))
  const ends = report.cases.map(({ id, attempts: [attempt] }) => [
    id,
    attempt?.assisted ? 'assisted' : (attempt?.failure ?? attempt?.status),
  ])
  expect(ends).toEqual([
    ['write-a-file', 'passed'],
    ['mend-at-once', 'passed'],
    ['mend-with-feedback', 'assisted'],
    ['give-up-on-the-tests', 'verification_failure'],
    ['answer-wrongly', 'expectation_mismatch'],
    ['lose-a-tool', 'tool_failure'],
    ['never-come-to-an-end', 'max_steps'],
    ['take-too-long', 'timeout'],
    ['ask-for-what-is-denied', 'denied'],
    ['be-refused', 'exception'],
  ])
})

it('tells what begins, what goes on and what came of it', async () => {
  const begun: BegunEval[] = []
  const news: EvalNews[] = []
  const progress: EvalProgress[] = []
  const path = await suite([
    { id: 'a', task: 'x', expect_contains: 'yes', repeats: 2 },
    { id: 'b', task: 'x', expect_contains: 'no' },
  ])
  const { folder: run, report } = await runEval(path, {
    ...given({ options: { script: script('yes') } }),
    onBegin: (told) => begun.push(told),
    onNews: (told) => news.push(told),
    onProgress: (told) => progress.push(told),
  })
  expect(begun).toMatchObject([{ folder: run, suite: 'own', cases: 2, attempts: 3 }])
  expect(news.filter(({ kind }) => kind === 'scored')).toHaveLength(3)
  expect(progress.at(-1)).toMatchObject({ attempts: 3, over: 3, passed: 2, failed: 1 })
  expect(report.totals).toMatchObject({ passed: 2, failed: 1 })
  for (const name of ['report.json', 'report.md', 'report.html', 'junit.xml'])
    expect(existsSync(join(run, name))).toBe(true)
})

it('runs the cases that are chosen, as often as is said', async () => {
  const path = await suite(['a1', 'a2', 'b'].map((id) => ({ id, task: 'x', expect_contains: 'y' })))
  const { report } = await runEval(
    path,
    given({ cases: ['a*'], repeats: 2, options: { script: script('yes') } }),
  )
  expect(report.cases.map(({ id, scored }) => [id, scored])).toEqual([
    ['a1', 2],
    ['a2', 2],
  ])
})

it('goes on with a run that was stopped, and scores nothing twice', async () => {
  const path = await suite([{ id: 'a', task: 'x', expect_contains: 'yes', repeats: 6 }])
  const stop = new AbortController()
  const options = { ...given({ options: { script: script('yes') } }), concurrency: 1 }
  const first = await runEval(path, {
    ...options,
    signal: stop.signal,
    onNews: ({ kind }) => void (kind === 'scored' && stop.abort('enough')),
  })
  expect(first.report.run.state).toBe('stopped')
  const { passed } = first.report.totals
  expect(passed).toBeLessThan(6)
  const news: EvalNews[] = []
  const second = await runEval(path, { ...options, onNews: (told) => news.push(told) })
  expect(second.report.totals.passed).toBe(6)
  expect(news.filter(({ kind }) => kind === 'scored')).toHaveLength(6 - passed)
})

it('is refused with another subject in the same folder', async () => {
  const path = await suite([{ id: 'a', task: 'x', expect_contains: 'yes' }])
  await runEval(path, given({ options: { script: script('yes') } }))
  const other = runEval(path, given({ options: { script: script('no') } }))
  await expect(other).rejects.toMatchObject({ code: 'bad_folder' })
})

it('measures a subject of somebody’s own', async () => {
  const subject: Subject = {
    name: 'echo',
    facts: { kind: 'echo' },
    run: async ({ says }) => ({
      reason: 'done',
      limit: null,
      fault: null,
      answer: says.at(-1) ?? '',
      session: null,
    }),
    release: async () => undefined,
  }
  const path = await suite([{ id: 'a', task: 'say hello', expect_contains: 'HELLO' }])
  const { report } = await runEval(path, given({ subject }))
  expect(report).toMatchObject({ run: { subject: { name: 'echo' } }, totals: { passed: 1 } })
})

describe('commands of a suite', () => {
  it('see no key, and find no repository around them', async () => {
    await mkdir(join(folder, '.git'))
    const see =
      'test -z "$SOME_API_KEY" && test "$(git rev-parse --show-toplevel 2>&1 | grep -c fatal)" = 1'
    const path = await suite([
      { id: 'a', task: 'x', expect_contains: 'yes', setup: see, verify_command: see },
    ])
    const env = { ...keyless, SOME_API_KEY: 'sk-0123456789' }
    const { report } = await runEval(path, given({ options: { script: script('yes'), env } }))
    expect(report.cases[0]?.attempts[0]).toMatchObject({ status: 'passed', reason: '' })
  })

  it('that verify, and those of an agent, see no other attempt where there is a sandbox', async (context) => {
    const { sandboxHere } = await import('../sandbox/sandbox-here.ts')
    if ((await sandboxHere()).kind === 'none') context.skip('there is no sandbox here')
    const look = 'ls ../../.. 2>/dev/null | grep -c one; true'
    const call = { tool: 'shell', input: { command: `{ ${look}; } > seen.txt` } }
    const looking = {
      name: 'looking',
      rules: [{ when: { said: ['look'], turn: 0 }, reply: { calls: [call] } }],
      otherwise: { text: 'yes' },
    }
    const sees = { equals: '0' }
    const path = await suite([
      { id: 'one', task: 'x', expect_contains: 'yes' },
      { id: 'verified', task: 'x', expect: { commands: [{ run: look, output: sees }] } },
      { id: 'agent', task: 'look', expect: { files: { 'seen.txt': sees } } },
    ])
    const passed = async (output: string, more: Options) => {
      const options = { script: looking, ...more }
      const running = { ...given({ options }), output: join(folder, output), concurrency: 1 }
      const { report } = await runEval(path, running)
      return report.cases.flatMap((each) => (each.passed > 0 ? [each.id] : []))
    }
    expect(await passed('walled', {})).toEqual(['one', 'verified', 'agent'])
    const open = { sandbox: { enabled: false }, permissionMode: 'trust' } as const
    expect(await passed('open', open)).toEqual(['one'])
  })
})

it('a limit in dollars needs a price', async () => {
  const path = await suite([{ id: 'a', task: 'x', expect_contains: 'y', limits: { cost: 1 } }])
  const env = { ...keyless, OPENAI_API_KEY: 'sk-0123456789' }
  const running = runEval(path, given({ options: { model: 'openai/no-such-model', env } }))
  await expect(running).rejects.toMatchObject({ code: 'invalid_option' })
  await expect(readFile(join(folder, 'run', 'report.json'))).rejects.toThrow('ENOENT')
})

it('a script beside the suite is said by the offline model, and by no other', async () => {
  const path = await suite([{ id: 'a', task: 'x', expect_contains: 'beside' }])
  await writeFile(join(folder, 'suite.script.json'), JSON.stringify(script('It stands beside.')))
  const notices: string[] = []
  const onNotice = (text: string) => void notices.push(text)
  const { report } = await runEval(path, given({ options: { onNotice } }))
  expect(report.totals.passed).toBe(1)
  expect(notices.join()).toContain('suite.script.json')
  await cp(join(folder, 'run'), join(folder, 'kept'), { recursive: true })
  await rm(join(folder, 'run'), { recursive: true })
  const named = await runEval(path, given({ options: { script: script('It is given.') } }))
  expect(named.report.totals.failed).toBe(1)
})
