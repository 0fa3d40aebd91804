import { readdirSync, readFileSync, statSync, writeFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'
import { forgeRun, forgeSession } from './__fixtures__/forge-run.ts'
import { sessionSubject } from './__fixtures__/session-subject.ts'
import { readRun } from './read-run.ts'
import { replayRun } from './replay-run.ts'

const files = ['report.json', 'report.md', 'report.html', 'junit.xml']

const subject = () =>
  sessionSubject(
    (task, told) =>
      task.includes('mend') && told === 1
        ? { writes: [['out.txt', 'wrong']], answer: 'Done?' }
        : { writes: [['out.txt', task.includes('never') ? 'wrong' : 'right']], answer: 'Done.' },
    systemRuntime,
  )

async function recorded(world: EvalWorld): Promise<string> {
  const suite = world.suite(
    [{ id: 'plain', repeats: 2 }, { id: 'mend', tags: ['b', 'a'] }, { id: 'never' }],
    {
      verify_command: 'grep -q right out.txt',
      trajectory: [{ arguments: { tool: 'write', where: { path: { equals: 'out.txt' } } } }],
    },
  )
  const { folder, report } = await world.run(suite, subject())
  expect(report.totals).toMatchObject({ passed: 3, firstTry: 2, assisted: 1, failed: 1 })
  return folder
}

/** Everything below a folder, with what it holds. */
const treeOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isFile() ? [[name, readFileSync(path, 'base64')]] : []
    })

test('a run that is played again comes to the same reports, byte for byte, and is left as it was', async () => {
  using world = evalWorld()
  const folder = await recorded(world)
  const before = treeOf(folder)
  const output = join(world.path, 'again')
  const { attempts, sessions, differences } = await replayRun(folder, { output })
  expect({ attempts, sessions, differences }).toEqual({ attempts: 4, sessions: 4, differences: [] })
  for (const name of files) {
    expect(readFileSync(join(output, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'))
  }
  expect(treeOf(folder)).toEqual(before)
})

test('a run that was moved is read where it is', async () => {
  using world = evalWorld()
  const folder = await recorded(world)
  const moved = join(world.path, 'elsewhere')
  renameSync(folder, moved)
  const output = join(world.path, 'again')
  expect((await replayRun(moved, { output })).differences).toEqual([])
  expect(readFileSync(join(output, 'report.html'), 'utf8')).toBe(
    readFileSync(join(moved, 'report.html'), 'utf8'),
  )
})

const logOf = async (folder: string, id: string) => {
  const run = await readRun(folder)
  const attempt = run.state.attempts.find((one) => one.case === id)
  return join(folder, attempt?.folder ?? '', 'home/sessions/work/log.jsonl')
}

test('a byte that was changed in a session is found', async () => {
  using world = evalWorld()
  const folder = await recorded(world)
  const path = await logOf(folder, 'mend')
  writeFileSync(path, readFileSync(path, 'utf8').replace('"Done?"', '"Done!"'))
  const { differences, attempts } = await replayRun(folder)
  expect(attempts).toBe(4)
  expect(differences).toMatchObject([{ case: 'mend', repeat: 1, kind: 'damaged', session: 'work' }])
})

test('a verdict that the record does not come to is told', async () => {
  using world = evalWorld()
  const folder = await recorded(world)
  const forged = await forgeRun(folder, join(world.path, 'forged'), (body) =>
    body.type === 'x.eval.attempt-scored' && body.data.case === 'never'
      ? {
          ...body,
          data: {
            ...body.data,
            verdict: { ...body.data.verdict, status: 'passed', failure: null, reason: '' },
          },
        }
      : body,
  )
  const { differences, report } = await replayRun(forged)
  expect(differences).toMatchObject([
    {
      case: 'never',
      repeat: 1,
      kind: 'verdict',
      before: { status: 'passed' },
      after: { status: 'failed' },
    },
  ])
  expect(report.totals.failed).toBe(1)
})

test('an event that the loop would not have written is told with its place', async () => {
  using world = evalWorld()
  const folder = await recorded(world)
  const run = await readRun(folder)
  const home = join(
    folder,
    run.state.attempts.find((one) => one.case === 'plain')?.folder ?? '',
    'home',
  )
  await forgeSession(home, 'work', (event) =>
    event.type === 'run.finished'
      ? { ...event, data: { ...event.data, reason: 'limit', limit: 'turns' } }
      : event,
  )
  const { differences } = await replayRun(folder)
  expect(differences).toMatchObject([
    {
      case: 'plain',
      kind: 'session',
      session: 'work',
      difference: { recorded: { type: 'run.finished' } },
    },
  ])
})

test('what is no run is refused with what was looked for', async () => {
  using world = evalWorld()
  await expect(readRun(join(world.path, 'nothing'))).rejects.toMatchObject({ code: 'bad_run' })
  world.write({ 'other/log/sessions/s1/log.jsonl': 'not a log\n' })
  await expect(readRun(join(world.path, 'other'))).rejects.toMatchObject({ code: 'bad_run' })
  const folder = await recorded(world)
  const [id = ''] = readdirSync(join(folder, 'log/sessions'))
  const path = join(folder, 'log/sessions', id, 'log.jsonl')
  writeFileSync(path, readFileSync(path, 'utf8').replace('attempt-scored', 'attempt-stored'))
  await expect(readRun(folder)).rejects.toMatchObject({ code: 'bad_run' })
})
