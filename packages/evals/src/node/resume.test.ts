// A process may die anywhere. Each time somebody asks the clock, which every event does, the whole folder of the run is
// copied: what stood there at that moment is what a crash would have left. Each copy is gone on with.
import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Event, Runtime } from '@harness/kernel'
import { fileSessions, systemRuntime } from '@harness/kernel/node'
import { expect, test } from 'vitest'
import type { Report } from '../report/report.ts'
import { evalWorld, type EvalWorld } from './__fixtures__/eval-world.ts'
import { sessionSubject, type Script } from './__fixtures__/session-subject.ts'
import { runEval } from './run-eval.ts'

const script: Script = (task, told) =>
  task.includes('mend') && told === 1
    ? { writes: [['out.txt', 'wrong']], answer: 'Done.' }
    : {
        writes: [
          ['note.txt', 'n'],
          ['out.txt', 'right'],
        ],
        answer: 'It is done.',
      }

const suiteIn = (world: EvalWorld) => {
  world.write({ 'fixture/out.txt': 'empty', 'fixture/test.sh': 'grep -q right out.txt' })
  return world.suite(
    [
      { id: 'first', files: { 'a b/é😀.txt': 'x' }, setup: 'echo made >made.txt' },
      { id: 'mend', expect: { commands: [{ run: 'cat made.txt || true' }] } },
    ],
    { workspace: 'fixture', verify_command: 'sh test.sh', protect: ['*.sh'] },
  )
}

/** What does not differ between two runs. */
const stable = ({ cases }: Report) =>
  cases.map(({ id, attempts }) => [
    id,
    attempts.map(({ status, assisted, checks, turns, rounds, calls, cost }) => ({
      status,
      assisted,
      checks,
      turns,
      rounds,
      calls,
      cost,
    })),
  ])

async function eventsIn(home: string): Promise<Event[]> {
  const found: Event[] = []
  for (const id of readdirSync(join(home, 'sessions'))) {
    const reader = await fileSessions({ home }).reader(id)
    for await (const event of reader.read(1)) found.push(event)
  }
  return found
}

const count = (events: readonly Event[], type: string) =>
  events.filter((event) => event.type === type).length

test('a run goes on from wherever it was left, does nothing twice and comes to the same', async () => {
  using world = evalWorld()
  const suite = suiteIn(world)
  const folder = join(world.path, 'run')
  let copies = 0
  let isCopied = true
  const runtime: Runtime = {
    ...systemRuntime,
    now: () => {
      if (isCopied)
        cpSync(folder, join(world.path, 'copies', String(copies++)), { recursive: true })
      return systemRuntime.now()
    },
  }
  const optionsWith = (clock: Runtime) =>
    world.options(suite, sessionSubject(script, clock), {
      runtime: clock,
      concurrency: 1,
      keep: 'all',
    })
  const { report } = await runEval(optionsWith(runtime))
  isCopied = false
  expect(stable(report)).toMatchObject([
    ['first', [{ status: 'passed', assisted: false, turns: 3, rounds: 1 }]],
    ['mend', [{ status: 'passed', assisted: true, turns: 5, rounds: 2 }]],
  ])
  for (let copy = 0; copy < copies; copy++) {
    rmSync(folder, { recursive: true })
    cpSync(join(world.path, 'copies', String(copy)), folder, { recursive: true })
    const resumed = await runEval(optionsWith(systemRuntime))
    expect(stable(resumed.report), `copy ${copy}`).toEqual(stable(report))
    const log = await eventsIn(join(folder, 'log'))
    expect(count(log, 'x.eval.attempt-scored'), `copy ${copy}`).toBe(2)
    expect(count(log, 'x.eval.attempt-broken'), `copy ${copy}`).toBe(0)
    const homes = ['first', 'mend'].map((id) => join(folder, 'attempts', id, '1', 'home'))
    const events = (await Promise.all(homes.map(eventsIn))).flat()
    const replied = events.filter(
      ({ type, data }) => type === 'model.settled' && data.kind === 'replied',
    )
    expect(replied.length, `copy ${copy}`).toBe(8)
    expect(count(events, 'input.received'), `copy ${copy}`).toBe(3)
  }
  expect(copies).toBeGreaterThan(50)
}, 120_000)
