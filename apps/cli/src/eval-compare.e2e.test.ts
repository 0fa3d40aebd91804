// Runs are compared, diagnosed and laid side by side.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeAll(async () => {
  here = await place()
  const cases = Array.from({ length: 8 }, (_, index) => ({
    id: `case-${index}`,
    task: `say yes ${index}`,
    expect_contains: 'yes',
  }))
  await write('suite.json', { name: 'words', cases })
  await write('no.json', { name: 'no', rules: [], otherwise: { text: 'no' } })
  await write('yes.json', { name: 'yes', rules: [], otherwise: { text: 'yes' } })
  for (const [folder, script] of [
    ['runs/before', 'no.json'],
    ['runs/after', 'yes.json'],
  ] as const) {
    const args = ['eval', 'run', 'suite.json', '--script', script]
    const { code, stderr } = await here.run([...args, '--output', folder])
    if (code !== 0) throw new Error(stderr)
  }
}, 60_000)
afterAll(() => here.remove())

const write = (file: string, value: object) =>
  writeFile(join(here.workspace, file), JSON.stringify(value))

const json = async (args: readonly string[]) => {
  const { stdout, stderr, code } = await here.run([...args, '--json'])
  if (stdout === '') throw new Error(stderr)
  return { ...JSON.parse(stdout), code }
}

it('the verdict is the first line, in words', async () => {
  const { code, stdout } = await here.run(['eval', 'compare', 'runs/before', 'runs/after'])
  expect(code).toBe(0)
  expect(stdout.split('\n')[0]).toMatch(
    /^B is better: 100\.0 points \(95 % interval \d+\.\d to 100\.0\), 8 cases$/u,
  )
  expect(stdout).toMatch(/expectation_mismatch +8 +0/u)
  expect(stdout).toContain('fixed 8  case-0, case-1')
  const other = await here.run(['compare', 'runs/after/report.json', 'runs/before'])
  expect(other.stdout).toContain('B is worse: -100.0 points')
})

it('a run beside itself is no evidence', async () => {
  const { comparisons, code } = await json(['compare', 'runs/before', 'runs/before'])
  expect(code).toBe(0)
  expect(comparisons).toMatchObject([
    { decision: "can't tell", withheld: expect.stringContaining('Both are run') },
  ])
})

it('a gate decides the exit code, and a wrong one is refused', async () => {
  const gated = (...gates: readonly string[]) =>
    here.run(['compare', 'runs/after', 'runs/before', ...gates.flatMap((gate) => ['--gate', gate])])
  expect(await gated('infrastructure=0', 'pass_rate<=0')).toMatchObject({ code: 0 })
  const worse = await gated('not_worse', 'infrastructure=0')
  expect(worse.code).toBe(1)
  expect(worse.stdout).toContain('✗ not_worse: the verdict is: worse')
  expect(worse.stdout).toContain('✓ infrastructure=0: infrastructure is 0')
  const wrong = await gated('speed>=1')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('there is no such measure')
})

it('a comparison is written as Markdown, and not over another file', async () => {
  const args = ['compare', 'runs/before', 'runs/after', '--output', 'compared.md']
  expect(await here.run(args)).toMatchObject({ code: 0 })
  const text = await readFile(join(here.workspace, 'compared.md'), 'utf8')
  expect(text).toMatch(/^## `words`: B is better/u)
  expect(await here.run(args)).toMatchObject({ code: 2 })
  expect(await here.run([...args, '--force'])).toMatchObject({ code: 0 })
})

it('where two runs part is told by event, and their folders are no difference', async () => {
  const { code, stdout } = await here.run(['eval', 'diagnose', 'runs/before', 'runs/after'])
  expect(code).toBe(0)
  expect(stdout).toContain('8 fixed, 0 regressed')
  expect(stdout).toContain('model-output')
  expect(stdout).not.toContain('set up differently')
  const { fixed } = await json(['eval', 'diagnose', 'runs/before', 'runs/after'])
  expect(fixed[0].divergence).toMatchObject({
    setup: null,
    first: { types: { a: 'model.settled', b: 'model.settled' } },
  })
  const many = await here.run(['eval', 'diagnose', 'runs', 'runs/after'])
  expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining('holds 2 runs') })
})

it('folders of many runs are compared suite by suite', async () => {
  for (const [side, run] of [
    ['left', 'before'],
    ['right', 'after'],
  ] as const) {
    await cp(join(here.workspace, 'runs', run), join(here.workspace, side, 'words'), {
      recursive: true,
    })
    const path = join(here.workspace, side, 'words', 'report.json')
    const report = JSON.parse(await readFile(path, 'utf8'))
    report.run.suite.name = 'others'
    report.run.id += '-other'
    await mkdir(join(here.workspace, side, 'others'))
    await write(join(side, 'others', 'report.json'), report)
  }
  const { comparisons } = await json(['compare', 'left', 'right'])
  expect(comparisons).toHaveLength(2)
  expect(comparisons[0].p).toBeCloseTo(2 * comparisons[0].difference.p, 12)
  const { stdout } = await here.run(['compare', 'left', 'right'])
  expect(stdout).toContain('others: B is better')
  expect(stdout).toContain('words: B is better')
  expect(stdout).toContain('Holm')
  const gated = await here.run(['compare', 'left', 'right', '--gate', 'regressed=0'])
  expect(gated.stdout).toContain('✓ regressed=0: suite others: regressed is 0')
})

it('the dashboard has every run with a link to its page', async () => {
  const { code, stderr } = await here.run(['dashboard', 'runs'])
  expect(code).toBe(0)
  expect(stderr).toContain('runs/dashboard.html')
  const page = await readFile(join(here.workspace, 'runs', 'dashboard.html'), 'utf8')
  expect(page).toContain('2 runs of 1 suite')
  expect(page).toContain('href="./before/report.html"')
  expect(await here.run(['dashboard', 'runs'])).toMatchObject({ code: 0 })
  await mkdir(join(here.workspace, 'left', 'foreign'))
  await write('left/foreign/report.json', { of: 'another program' })
  const withForeign = await here.run(['eval', 'dashboard', 'left', '--output', 'left.html'])
  expect(withForeign).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('no report of version 1'),
  })
  await here.run(['eval', 'dashboard', 'runs', 'left', '--output', 'all.html'])
  expect(await readFile(join(here.workspace, 'all.html'), 'utf8')).toContain('./runs/after/report')
  const { runs } = await json(['dashboard', 'runs'])
  expect(runs).toHaveLength(2)
})

it('what is no run is refused with what to do', async () => {
  await mkdir(join(here.workspace, 'empty'), { recursive: true })
  await mkdir(join(here.workspace, 'open', 'log'), { recursive: true })
  for (const [args, message] of [
    [['compare', 'runs/before'], 'Which two?'],
    [['compare', 'runs/before', 'none'], 'There is no folder none'],
    [['compare', 'runs/before', 'empty'], 'empty holds no run'],
    [['compare', 'open', 'runs/before'], 'harness eval run --resume open'],
    [['dashboard'], 'There is no folder eval-runs'],
    [['eval', 'diagnose', 'runs/before'], 'Which two?'],
    [['compare', 'runs/before', 'runs/after', '--force'], '--force goes with --output'],
  ] as const) {
    const { code, stderr } = await here.run([...args])
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  }
})
