// One folder, one run.
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actingSubject } from './__fixtures__/acting-subject.ts'
import { evalWorld } from './__fixtures__/eval-world.ts'

const lazy = () => actingSubject(() => undefined)
const one = { id: 'one', expect_contains: 'done' }

test('a folder that holds something else is left alone', async () => {
  using world = evalWorld()
  world.write({ 'run/letter.txt': 'dear', file: '' })
  const suite = world.suite([one])
  const refused = { code: 'bad_folder', message: expect.stringContaining('letter.txt') }
  await expect(world.run(suite, lazy())).rejects.toMatchObject(refused)
  expect(existsSync(join(world.path, 'run/log'))).toBe(false)
  const folder = join(world.path, 'file')
  await expect(world.run(suite, lazy(), { folder })).rejects.toMatchObject({ code: 'bad_folder' })
})

test('a folder that cannot be made is told by its name', async () => {
  using world = evalWorld()
  const folder = join(world.path, 'run')
  symlinkSync('nowhere', folder)
  await expect(world.run(world.suite([one]), lazy())).rejects.toMatchObject({
    code: 'bad_folder',
    message: expect.stringContaining(folder),
  })
})

test('another suite, another subject and changed cases are told apart, each by what differs', async () => {
  using world = evalWorld()
  world.write({ 'fixture/a.txt': 'a' })
  const cases = [
    { ...one, workspace: 'fixture' },
    { ...one, id: 'two' },
  ]
  await world.run(world.suite(cases), lazy())
  const changed = (given: Parameters<typeof world.suite>[0], facts?: Record<string, string>) =>
    world
      .run(
        world.suite(given),
        actingSubject(() => undefined, facts),
      )
      .then(
        () => 'nothing',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      )
  expect(await changed(cases)).toBe('nothing')
  expect(await changed(cases.slice(1))).toContain('cases are gone: one')
  expect(await changed([...cases, { ...one, id: 'three' }])).toContain('cases are new: three')
  expect(await changed(cases, { kind: 'other' })).toContain(
    'the subject\'s kind was "acting", and is "other"',
  )
  const [first, second] = cases
  expect(
    await changed([
      { ...one, ...first, task: 'Another.' },
      { ...one, ...second },
    ]),
  ).toContain('say something else, or their workspaces hold something else: one')
  world.write({ 'fixture/a.txt': 'b' })
  expect(await changed(cases)).toContain('hold something else: one')
  world.write({ 'fixture/a.txt': 'a' })
  expect(await changed(cases)).toBe('nothing')
})

test('a run that died before its log began is begun', async () => {
  using world = evalWorld()
  const suite = world.suite([one])
  mkdirSync(join(world.path, 'run/log/sessions/20260101-000000-aaaaaa'), { recursive: true })
  const { report } = await world.run(suite, lazy())
  expect(report.run).toMatchObject({ id: '20260101-000000-aaaaaa', state: 'finished' })
})

test('a workspace that is not there is told before anything is made', async () => {
  using world = evalWorld()
  const suite = world.suite([
    { ...one, workspace: 'gone' },
    { ...one, id: 'b', workspace: 'lost' },
  ])
  await expect(world.run(suite, lazy())).rejects.toMatchObject({
    code: 'bad_suite',
    message: expect.stringMatching(/"one" › workspace: .*gone.*\n.*"b" › workspace: .*lost/),
  })
})

test('a case that a model is to grade needs one to ask', async () => {
  using world = evalWorld()
  const suite = world.suite([{ ...one, grade: { rubric: 'Good?' } }])
  await expect(world.run(suite, lazy())).rejects.toMatchObject({ code: 'bad_subject' })
})

test('the folder of a run may stand in the workspace that it copies', async () => {
  using world = evalWorld()
  world.write({ 'a.txt': 'a' })
  const suite = world.suite([{ ...one, workspace: '.' }])
  const subject = actingSubject(({ workspace }) => ({
    answer: existsSync(join(workspace, 'run')) ? 'it is there' : 'done',
  }))
  const options = { keep: 'all' as const }
  expect((await world.run(suite, subject, options)).report.totals.passed).toBe(1)
  rmSync(join(world.path, 'run/report.html'))
  expect((await world.run(suite, subject, options)).report.totals.passed).toBe(1)
})

test('runs that stand in a workspace are no part of it, and a case stays the same after them', async () => {
  using world = evalWorld()
  world.write({ 'fixture/a.txt': 'a' })
  const suite = world.suite([{ ...one, workspace: 'fixture' }])
  const folders = ['fixture/eval-runs/first', 'fixture/mine', 'elsewhere']
  const seen: string[][] = []
  const hashes: unknown[] = []
  for (const folder of folders) {
    const subject = actingSubject(({ workspace }) => void seen.push(readdirSync(workspace)))
    const { report } = await world.run(suite, subject, { folder: join(world.path, folder) })
    hashes.push(report.cases[0]?.hash)
  }
  expect(seen).toEqual([['a.txt'], ['a.txt'], ['a.txt']])
  expect(new Set(hashes).size).toBe(1)
})

test('a suite that stands in a workspace is no part of it: it says what is checked', async () => {
  using world = evalWorld()
  world.write({ 'a.txt': 'a', 'suite.json': 'first' })
  const source = join(world.path, 'suite.json')
  const suite = { ...world.suite([{ ...one, workspace: '.' }]), source }
  const seen: string[][] = []
  const subject = actingSubject(({ workspace }) => void seen.push(readdirSync(workspace)))
  const first = await world.run(suite, subject)
  world.write({ 'suite.json': 'second' })
  const second = await world.run(suite, subject, { folder: join(world.path, 'other') })
  expect(seen).toEqual([['a.txt'], ['a.txt']])
  expect(second.report.cases[0]?.hash).toBe(first.report.cases[0]?.hash)
})
