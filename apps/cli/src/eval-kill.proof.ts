// The promise: an eval of the harness itself that is killed at any moment is gone on with by the same command. Every attempt
// is scored once, no task is said twice, and no finished model call is made again.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Event } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { checkLog, randomFrom } from '@harness/kernel/testing'
import { expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 4 : 60
const seed = Number(process.env['HARNESS_PROOF_SEED'] ?? 1)
const minutes = 60_000
const cases = 8
const repeats = 3

const script = {
  name: 'steady',
  rules: [
    {
      when: { said: ['not right yet'], turn: 0 },
      reply: {
        delayMs: 60,
        calls: [{ tool: 'write_file', input: { path: 'b.txt', content: 'right' } }],
      },
    },
    {
      when: { said: ['write it'], turn: 0 },
      reply: {
        delayMs: 60,
        calls: [{ tool: 'write_file', input: { path: 'a.txt', content: 'first' } }],
      },
    },
    { when: { turn: 1 }, reply: { delayMs: 60, calls: [{ tool: 'list', input: {} }] } },
  ],
  otherwise: { text: 'It is done.', delayMs: 60 },
}

/** Wrong at first, right after feedback: two rounds of three replies each. */
const suite = {
  name: 'killed',
  cases: Array.from({ length: cases }, (_, index) => ({
    id: `case-${index}`,
    task: 'write it',
    repeats,
    expect: { files: { 'a.txt': { equals: 'first' } } },
    verify_command: 'test "$(cat b.txt)" = right',
  })),
}
const repliesOfOne = 6

it(
  `an eval that is killed ${kills} times is what it would have been (HARNESS_PROOF_SEED=${seed})`,
  { timeout: 30 * minutes },
  async () => {
    const random = randomFrom(seed)
    const here = await place()
    try {
      await writeFile(join(here.workspace, 'suite.json'), JSON.stringify(suite))
      await writeFile(join(here.workspace, 'suite.script.json'), JSON.stringify(script))
      let killed = 0
      for (let run = 1; killed < kills; run += 1) {
        const output = `run-${run}`
        killed += await liveThrough(here, { output, random, left: kills - killed })
        await expectWhole(here, output)
      }
      expect(killed).toBe(kills)
    } finally {
      await here.remove()
    }
  },
)

interface Life {
  output: string
  random: () => number
  left: number
}

/** One run to its end; answers how often it was killed. */
async function liveThrough(here: Place, { output, random, left }: Life): Promise<number> {
  const args = ['eval', 'run', 'suite.json', '--output', output, '-j', '6', '--json']
  for (let killed = 0; ; killed += 1) {
    const running = here.start(args)
    const timer = setTimeout(
      () => running.kill('SIGKILL'),
      killed < left ? 150 + random() * 1200 : 5 * minutes,
    )
    const { code, stderr } = await running.ended
    clearTimeout(timer)
    if (code === 0) return killed
    if (code !== null) throw new Error(`it ended with ${code}: ${stderr}`)
  }
}

async function expectWhole({ workspace }: Place, output: string): Promise<void> {
  const folder = join(workspace, output)
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
  const all = cases * repeats
  expect(report.totals).toMatchObject({ attempts: all, passed: all, assisted: all, open: 0 })
  const [id = ''] = await readdir(join(folder, 'log', 'sessions'))
  const scored = await eventsOf(join(folder, 'log'), id)
  expect(scored.filter(({ type }) => type === 'x.eval.attempt-scored')).toHaveLength(all)
  for (const one of report.cases) {
    for (const { session, paths } of one.attempts) {
      const events = await eventsOf(join(folder, paths.home), session)
      expect(checkLog(events, { finished: true })).toEqual([])
      const said = events.filter(
        ({ type, data }) => type === 'input.received' && data.from === 'person',
      )
      const replied = events.filter(
        ({ type, data }) => type === 'model.settled' && data.kind === 'replied',
      )
      expect([said.length, replied.length]).toEqual([2, repliesOfOne])
    }
  }
}

async function eventsOf(home: string, id: string): Promise<Event[]> {
  const events: Event[] = []
  for await (const event of (await fileSessions({ home }).reader(id)).read(1)) events.push(event)
  return events
}
