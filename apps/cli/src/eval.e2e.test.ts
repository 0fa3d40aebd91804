// Suites are run, stopped, killed, gone on with, and decided about again.
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { ctrlC, noTerminal, onTerminal } from './__fixtures__/terminal.ts'

const smoke = new URL('../../../examples/evals/smoke.json', import.meta.url).pathname

let here: Place
beforeAll(async () => {
  here = await place()
  await suite('quick', [
    { id: 'good/one', task: 'say yes', expect_contains: 'yes', tags: ['easy'] },
    { id: 'good/two', task: 'say yes', expect_contains: 'yes', repeats: 2 },
    { id: 'bad', task: 'say yes', expect_contains: 'no', tags: ['hard'] },
  ])
  await suite(
    'slow',
    Array.from({ length: 12 }, (_, index) => ({
      id: `case-${index}`,
      task: 'say yes',
      expect_contains: 'yes',
    })),
    { text: 'yes', delayMs: 300 },
  )
})
afterAll(() => here.remove())

/** A suite of the workspace, with what the offline model says to it. */
async function suite(name: string, cases: object[], otherwise: object = { text: 'yes' }) {
  const write = (file: string, value: object) =>
    writeFile(join(here.workspace, file), JSON.stringify(value))
  await write(`${name}.json`, { name, cases })
  await write(`${name}.script.json`, { name: 'yes', rules: [], otherwise })
}

const reportIn = async (folder: string) =>
  JSON.parse(await readFile(join(here.workspace, folder, 'report.json'), 'utf8'))

const json = async (args: readonly string[]) => {
  const { stdout, stderr, code } = await here.run([...args, '--json'])
  if (stdout === '') throw new Error(stderr)
  return { ...JSON.parse(stdout), code }
}

/** Which cases were run, and how often. */
const casesOf = (report: { cases: { id: string; attempts: unknown[] }[] }) =>
  report.cases.map(({ id, attempts }) => `${id} ${attempts.length}`)

it('the smoke suite runs without a key, and shows every end', async () => {
  const { code, stdout, stderr } = await here.run(['eval', 'run', smoke, '--output', 'smoke'])
  expect(code).toBe(0)
  expect(stdout).toContain('3 of 10 attempts passed: 30 %')
  expect(stdout).toContain('first try 2, assisted 1, failed 7')
  for (const type of ['verification_failure', 'tool_failure', 'max_steps', 'timeout', 'denied'])
    expect(stdout).toContain(type)
  expect(stderr).toContain('The offline model says what stands in')
  expect(stderr).toContain('✓ mend-with-feedback #1, assisted')
  expect(stderr).toContain('(10/10)')
  const [, home = '', session = ''] =
    /HARNESS_HOME=(\S+) harness trace show (\S+)/u.exec(stdout) ?? []
  const shown = await here.run(['trace', 'show', session], { env: { HARNESS_HOME: home } })
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.stdout).toContain('turn 1')
})

it('runs in a folder of its own, and eval SUITE means the same', async () => {
  const { code, stderr } = await here.run(['eval', 'quick.json', '--case', 'bad'])
  expect(code).toBe(0)
  expect(stderr).toMatch(/in eval-runs\/quick-\d{8}-\d{6}\n/u)
  const [folder = ''] = await readdir(join(here.workspace, 'eval-runs'))
  expect(folder).toMatch(/^quick-/u)
  expect(await readdir(join(here.workspace, 'eval-runs', folder))).toEqual(
    expect.arrayContaining(['junit.xml', 'report.html', 'report.json', 'report.md']),
  )
})

describe('a flag of eval run', () => {
  it('chooses cases, tags and repeats', async () => {
    const run = (...more: string[]) => json(['eval', 'run', 'quick.json', ...more])
    expect(casesOf(await run('--output', 'f1'))).toEqual(['good/one 1', 'good/two 2', 'bad 1'])
    expect(casesOf(await run('--output', 'f2', '--case', 'good/*', '--repeats', '3'))).toEqual([
      'good/one 3',
      'good/two 3',
    ])
    expect(casesOf(await run('--output', 'f3', '--tag', 'easy', '--tag', 'hard'))).toEqual([
      'good/one 1',
      'bad 1',
    ])
  })

  it('keeps workspaces', async () => {
    const kept = async (...more: string[]) => {
      const output = `keep-${more.join('')}`
      const report = await json(['eval', 'run', 'quick.json', '--output', output, ...more])
      return report.cases.flatMap(({ attempts }: { attempts: { paths: object }[] }) =>
        attempts.map(({ paths }) => 'workspace' in paths && paths.workspace !== null),
      )
    }
    expect(await kept()).toEqual([false, false, false, true])
    expect(await kept('--keep', 'all')).toEqual([true, true, true, true])
    expect(await kept('--keep', 'none')).toEqual([false, false, false, false])
  })

  it('bounds how many are under way', async () => {
    await json(['eval', 'run', 'quick.json', '--output', 'narrow', '-j', '7'])
    const sessions = join(here.workspace, 'narrow', 'log', 'sessions')
    const [id = ''] = await readdir(sessions)
    const log = await readFile(join(sessions, id, 'log.jsonl'), 'utf8')
    expect(log).toContain('"concurrency":7')
  })

  it('bounds what the run costs: exit code 3, and how to go on', async () => {
    const args = ['eval', 'run', 'quick.json', '--output', 'cost', '--max-cost', '0']
    const { code, stdout, stderr } = await here.run(args)
    expect(code).toBe(3)
    expect(stdout).toContain('the money is spent')
    expect(stderr).toContain('--resume cost')
    expect((await reportIn('cost')).totals).toMatchObject({ passed: 0, open: 4 })
  })

  it('is refused in dollars where the price is unknown', async () => {
    const args = ['--base-url', 'http://127.0.0.1:9/v1', '--model', 'rose', '--max-cost', '1']
    const { code, stderr } = await here.run(['eval', 'run', 'quick.json', ...args])
    expect(stderr).toMatch(/price of \S+rose is unknown/u)
    expect(code).toBe(2)
  })

  it('says what is measured: the model, its script, the mode, the prompt', async () => {
    await writeFile(
      join(here.workspace, 'no.json'),
      JSON.stringify({ name: 'no', rules: [], otherwise: { text: 'no' } }),
    )
    const facts = async (...more: string[]) => {
      const output = `facts-${more.length}-${more[0] ?? ''}`
      const report = await json(['eval', 'run', 'quick.json', '--output', output, ...more])
      return { ...report.run.subject.facts, passed: report.totals.passed }
    }
    const plain = await facts()
    expect(plain).toMatchObject({ permissionMode: 'auto', passed: 3 })
    expect(await facts('--permission-mode', 'plan')).toMatchObject({ permissionMode: 'plan' })
    expect(await facts('--script', 'no.json')).toMatchObject({ passed: 1 })
    expect(await facts('--context-chars', '0')).toMatchObject({ contextChars: 0 })
    const prompted = await facts('--system-prompt', 'Be.')
    expect(prompted.systemPrompt).toMatch(/^sha256:/u)
    const more = await facts('--append-system-prompt', 'Be.')
    expect(more.appendSystemPrompt).toBe(prompted.systemPrompt)
    expect(await facts('--agent', 'explore')).toMatchObject({ agent: 'explore' })
    expect(await facts('--allowed-tools', 'shell(ls)')).toMatchObject({
      allowedTools: ['shell(ls)'],
    })
  })

  it('is a condition: exit code 1 unless it holds, and 2 before anything when it means nothing', async () => {
    const run = (output: string, ...gates: string[]) =>
      here.run([
        'eval',
        'run',
        'quick.json',
        '--output',
        output,
        ...gates.flatMap((each) => ['--gate', each]),
      ])
    const held = await run('g1', 'passed>=3', 'failed<=1')
    expect([held.code, held.stderr.includes('✓ gate passed>=3')]).toEqual([0, true])
    const broken = await run('g2', 'passed>=3', 'failed=0')
    expect([broken.code, broken.stderr.includes('✗ gate failed=0')]).toEqual([1, true])
    expect(await run('g3', 'beauty>=1')).toMatchObject({ code: 2 })
    expect(existsSync(join(here.workspace, 'g3'))).toBe(false)
  })
})

describe('a run that did not come to its end', () => {
  it('is killed, and gone on with: nothing is scored twice', async () => {
    const running = here.start(['eval', 'run', 'slow.json', '--output', 'killed', '-j', '2'])
    await running.says('(3/12)')
    running.kill('SIGKILL')
    await running.ended
    const { code, stderr } = await here.run(['eval', 'run', '--resume', 'killed', '-j', '12'])
    expect(code).toBe(0)
    expect(stderr.match(/✓ case-/gu)?.length).toBeLessThanOrEqual(9)
    expect((await reportIn('killed')).totals).toMatchObject({ passed: 12, failed: 0, open: 0 })
  })

  it('is interrupted: it says the command that goes on with it', async () => {
    const running = here.start(['eval', 'run', 'slow.json', '--output', 'ctrl c', '-j', '2'])
    await running.says('(2/12)')
    running.kill('SIGINT')
    const { code, stdout, stderr } = await running.ended
    expect(code).toBe(130)
    expect(stdout).toContain('stopped, to be resumed')
    expect((await reportIn('ctrl c')).run.state).toBe('stopped')
    expect(stderr).toContain("harness eval run slow.json -j 2 --resume 'ctrl c'")
    const again = ['eval', 'run', 'slow.json', '-j', '12', '--resume', 'ctrl c', '--json']
    const { totals } = JSON.parse((await here.run(again)).stdout)
    expect(totals).toMatchObject({ passed: 12, open: 0 })
  })
})

describe('a run read again', () => {
  beforeAll(async () => {
    await here.run(['eval', 'run', 'quick.json', '--output', 'read'])
  })

  it('is replayed: the same reports, byte for byte', async () => {
    const { code, stdout } = await here.run([
      'eval',
      'run',
      '--replay',
      'read',
      '--output',
      'replayed',
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('all of it is as it is recorded')
    for (const name of ['report.json', 'report.md', 'report.html', 'junit.xml']) {
      const [first, second] = await Promise.all(
        ['read', 'replayed'].map((folder) => readFile(join(here.workspace, folder, name), 'utf8')),
      )
      expect(second).toBe(first)
    }
  })

  it('is rescored by another suite: what moved is listed, and the run stays', async () => {
    const before = await reportIn('read')
    const cases = [
      { id: 'good/one', task: 'say yes', expect_contains: 'yes' },
      { id: 'good/two', task: 'say yes', expect_contains: 'yes', repeats: 2 },
      { id: 'bad', task: 'say yes', expect_contains: 'YES' },
    ]
    await writeFile(join(here.workspace, 'milder.json'), JSON.stringify({ name: 'quick', cases }))
    const { code, stdout } = await here.run([
      'eval',
      'rescore',
      'read',
      'milder.json',
      '--output',
      'rescored',
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('bad #1: failed (expectation_mismatch) → passed')
    expect(stdout).toContain('1 verdict moved')
    expect(await reportIn('read')).toEqual(before)
    expect((await reportIn('rescored')).totals.passed).toBe(4)
    const { moved } = await json(['eval', 'rescore', 'read'])
    expect(moved).toEqual([])
  })
})

describe('what cannot be begun says what to do, with exit code 2', () => {
  it.each<[string[], RegExp]>([
    [['eval'], /Which suite\?/],
    [['eval', 'run', 'none.json'], /none\.json/],
    [['eval', 'none.json'], /There is no harness eval none\.json/],
    [['eval', 'run', 'quick.json', '--case', 'godo/one'], /Did you mean good\/one\?/],
    [['eval', 'run', 'quick.json', '--model', 'openai/gpt-5.4'], /OPENAI_API_KEY/],
    [['eval', 'run', 'quick.json', '--resume', 'nowhere'], /There is no run in nowhere/],
    [['eval', 'run', '--replay', 'read', '-j', '3'], /leave out --concurrency/],
    [['eval', 'run', 'quick.json', '--resume', 'a', '--output', 'b'], /leave out --output/],
    [['eval', 'run', 'quick.json', '--output', '.'], /holds something/],
    [['eval', 'rescore'], /Which run\?/],
    [['eval', 'rescore', 'nowhere'], /no folder of a run/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await here.run(args)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })

  it('a suite with faults names each', async () => {
    const cases = [
      { id: 'a', tsak: 'x' },
      { id: 'b', task: 'x', expect_contains: 'y', repeats: 0 },
    ]
    await writeFile(join(here.workspace, 'bad.json'), JSON.stringify({ name: 'bad', cases }))
    const { code, stderr } = await here.run(['eval', 'run', 'bad.json'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/tsak/)
    expect(stderr).toMatch(/repeats/)
  })
})

describe.skipIf(noTerminal)('on a terminal', () => {
  it('a board is redrawn in its place, and gone at the end', async () => {
    await mkdir(join(here.workspace, 'there'))
    const terminal = onTerminal(here, ['eval', 'run', 'slow.json', '--output', 'there', '-j', '4'])
    await terminal.shows('4 at once')
    await terminal.shows('working')
    expect(await terminal.ended).toBe(0)
    const shown = terminal.shown()
    expect(shown).toContain('12 of 12 attempts passed')
    expect(shown).toContain('\u{1b}[J')
    // Its last act is to take itself away: what follows is the summary.
    expect(shown.slice(shown.lastIndexOf('\u{1b}[J'))).not.toContain('at once')
  })

  it('Ctrl-C stops it where it stands', async () => {
    const terminal = onTerminal(here, ['eval', 'run', 'slow.json', '--output', 'stop', '-j', '1'])
    await terminal.shows('passed 1')
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    expect(terminal.shown()).toContain('--resume stop')
  })
})
