// A run of a hundred cases is killed again and again, and begun again each time. Nothing is scored twice, no model call that
// was answered is made again, no process is left, and the report is that of a run that nobody disturbed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Event } from '@harness/kernel'
import { fileSessions } from '@harness/kernel/node'
import { randomFrom } from '@harness/kernel/testing'
import { afterAll, expect, it } from 'vitest'
import { Report } from '../report/report.ts'
import { withoutTiming } from '../report/without-timing.ts'
import { cases } from './__fixtures__/kill-suite.ts'

const kills = process.env['HARNESS_PROOF_SCALE'] === 'reduced' ? 20 : 200
const seed = Number(process.env['HARNESS_SEED'] ?? Math.floor(Math.random() * 2 ** 32))
const random = randomFrom(seed)
const child = join(import.meta.dirname, '__fixtures__', 'worker.ts')
const root = realpathSync(mkdtempSync(join(tmpdir(), 'eval-kill-')))
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }))

/** Runs until it is over, or until it is killed; answers which. */
async function live(folder: string, ms: number | null): Promise<'over' | 'killed'> {
  const running = spawn(process.execPath, [child, 'killed', folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let errors = ''
  running.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const over = once(running, 'exit')
  const timer = ms === null ? undefined : setTimeout(() => running.kill('SIGKILL'), ms)
  const [code, signal]: unknown[] = await over
  clearTimeout(timer)
  if (signal === 'SIGKILL') return 'killed'
  if (code !== 0) throw new Error(`exit code ${String(code)}: ${errors}`)
  return 'over'
}

/** What a power cut or a full disk may leave behind the last whole line. */
function tearTail(folder: string): void {
  const sessions = join(folder, 'log', 'sessions')
  if (!existsSync(sessions)) return
  for (const id of readdirSync(sessions)) {
    const log = join(sessions, id, 'log.jsonl')
    if (existsSync(log)) appendFileSync(log, '{"seq":99,"type":"x.eval.attempt-sco')
  }
}

async function eventsIn(home: string): Promise<Event[]> {
  const found: Event[] = []
  for (const id of readdirSync(join(home, 'sessions'))) {
    const reader = await fileSessions({ home }).reader(id)
    for await (const event of reader.read(1)) found.push(event)
  }
  return found
}

/** The replies of each attempt, by its folder. */
async function replies(folder: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const id of readdirSync(join(folder, 'attempts'))) {
    for (const repeat of readdirSync(join(folder, 'attempts', id))) {
      const events = await eventsIn(join(folder, 'attempts', id, repeat, 'home'))
      found[`${id}/${repeat}`] = events.filter(
        ({ type, data }) => type === 'model.settled' && data.kind === 'replied',
      ).length
    }
  }
  return found
}

const read = (path: string) => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return '' // it has ended meanwhile
  }
}

/** Processes that have to do with a folder. */
const processesOf = (folder: string): string[] =>
  readdirSync('/proc').filter(
    (pid) =>
      /^\d+$/.test(pid) &&
      pid !== String(process.pid) &&
      ['cmdline', 'environ'].some((name) => read(`/proc/${pid}/${name}`).includes(folder)),
  )

const reportIn = (folder: string) =>
  withoutTiming(Report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))))

it(`a run that is killed ${kills} times comes to what an undisturbed one comes to (seed ${seed})`, async () => {
  process.stdout.write(`HARNESS_SEED=${seed}\n`)
  const calm = join(root, 'calm')
  expect(await live(calm, null)).toBe('over')
  const wanted = { report: reportIn(calm), replies: await replies(calm) }
  let killed = 0
  for (let round = 0; killed < kills; round++) {
    const folder = join(root, `run-${round}`)
    for (;;) {
      const ms = killed < kills ? 300 + random() * 1500 : null
      if ((await live(folder, ms)) === 'over') break
      killed += 1
      if (random() < 0.3) tearTail(folder)
    }
    const log = await eventsIn(join(folder, 'log'))
    const scored = log.flatMap(({ type, data }) =>
      type === 'x.eval.attempt-scored' ? [JSON.stringify(data).slice(0, 30)] : [],
    )
    expect(new Set(scored).size).toBe(cases)
    expect(scored.length).toBe(cases)
    expect(log.filter(({ type }) => type === 'x.eval.attempt-broken')).toEqual([])
    expect(await replies(folder)).toEqual(wanted.replies)
    expect(reportIn(folder)).toEqual(wanted.report)
    // What the shell of an ended command still does for a moment.
    for (let look = 0; look < 50 && processesOf(folder).length > 0; look++) await sleep(100)
    expect(processesOf(folder)).toEqual([])
    process.stdout.write(`run ${round}: over after ${killed} kills\n`)
    rmSync(folder, { recursive: true })
  }
})
