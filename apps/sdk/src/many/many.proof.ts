// The promise: runs side by side do not know of each other. None is lost, none is another's, whoever shares a home.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Event } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { listSessions, readSession, runMany, type ManyResult } from '../index.ts'

const isReduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const parallel = isReduced ? 100 : 200
const processes = isReduced ? 8 : 20
const perProcess = 10
const minutes = 60_000

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-many-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Writes its word into a file of its folder, reads it, and says it. */
const writing = (word: string) =>
  scripted((_, turn) => {
    if (turn === 0) return says('', [['write_file', { path: 'word.txt', content: word }]])
    if (turn === 1) return says('', [['read_file', { path: 'word.txt' }]])
    return says(word)
  })

async function inputs(count: number, home: string | undefined) {
  const words = Array.from({ length: count }, (_, index) => `word-${index}`)
  return Promise.all(
    words.map(async (word) => {
      const cwd = join(folder, 'work', word)
      await mkdir(cwd, { recursive: true })
      const provider = writing(word)
      const more = { cwd, provider, permissionMode: 'acceptEdits', env: { WORD: word } }
      return { prompt: `write ${word}`, options: { ...more, ...(home !== undefined && { home }) } }
    }),
  )
}

/** Everything a session says belongs to its own run, and its log is whole. */
async function checkSession(id: string, home: string, word: string): Promise<void> {
  const events: Event[] = []
  for await (const event of readSession(id, { home })) events.push(event)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  expect(events.at(-1)?.type).toBe('run.finished')
  const words = new Set(JSON.stringify(events).match(/word-\d+/gu))
  expect([...words]).toEqual([word])
}

async function checkAll({ runs }: ManyResult, homeOf: (index: number) => string) {
  for (const { index, result, sessions } of runs) {
    const word = `word-${index}`
    expect(result?.text).toBe(word)
    expect(await readFile(join(folder, 'work', word, 'word.txt'), 'utf8')).toBe(word)
    await checkSession(sessions[0] ?? '', homeOf(index), word)
  }
}

it.each([
  ['one home', false],
  ['homes of their own', true],
])(
  `${parallel} runs at once in one process, with %s`,
  async (_, isApart) => {
    const home = join(folder, 'home')
    const homes = join(folder, 'homes')
    const given = await inputs(parallel, isApart ? undefined : home)
    const many = { concurrency: parallel, ...(isApart && { homes }) }
    const result = await runMany(given, many)
    expect(result.reasons).toEqual({ done: parallel })
    await checkAll(result, (index) => (isApart ? join(homes, String(index)) : home))
    const perSecond = (1000 * parallel) / result.durationMs
    process.stdout.write(
      `${parallel} runs of 3 turns: ${result.durationMs} ms, ${perSecond.toFixed(0)} a second\n`,
    )
    if (!isApart) expect(await listSessions({ home, all: true })).toHaveLength(parallel)
  },
  5 * minutes,
)

const sdk = new URL('../../dist/index.js', import.meta.url).href
const program = `
  import { runMany } from ${JSON.stringify(sdk)}
  const script = { name: 'words', rules: [], otherwise: { text: 'ok' } }
  const options = { home: process.env.TOGETHER, cwd: process.env.WORK, script }
  const inputs = Array.from({ length: ${perProcess} }, (_, index) => ({ prompt: process.pid + ' ' + index }))
  const { reasons, runs } = await runMany(inputs, { options, concurrency: ${perProcess} })
  console.log(JSON.stringify({ reasons, errors: runs.map(({ error }) => error?.message) }))
`

async function another(home: string, work: string) {
  const file = join(folder, 'many.mjs')
  await writeFile(file, program)
  const env = { PATH: process.env['PATH'], HOME: folder, TOGETHER: home, WORK: work }
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  await once(child, 'close')
  return JSON.parse(Buffer.concat(said).toString())
}

it(
  `${processes} processes with ${perProcess} runs each share a home`,
  async () => {
    const home = join(folder, 'home')
    const began = performance.now()
    const all = await Promise.all(Array.from({ length: processes }, () => another(home, folder)))
    process.stdout.write(`${processes} processes: ${Math.round(performance.now() - began)} ms\n`)
    const whole = {
      reasons: { done: perProcess },
      errors: Array.from({ length: perProcess }, () => null),
    }
    expect(all).toEqual(all.map(() => whole))
    const sessions = await listSessions({ home, all: true })
    expect(sessions).toHaveLength(processes * perProcess)
    for (const { id } of sessions) {
      let last = ''
      for await (const { type } of readSession(id, { home })) last = type
      expect(last).toBe('run.finished')
    }
  },
  5 * minutes,
)
