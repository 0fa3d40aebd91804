// Every option of `runMany` does what it says: one that is read by nobody fails here.
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelEnd } from '@harness/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { runMany, type ManyOptions, type ManyResult, type Options } from '../index.ts'

let folder = ''
let heard: string[] = []
let atOnce = 0
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-many-'))
  heard = []
  atOnce = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const base = (more: Options = {}): Options => ({
  cwd: folder,
  home: join(folder, 'home'),
  ...more,
})

interface Effect<K extends keyof ManyOptions> {
  gives(): NonNullable<ManyOptions[K]>
  /** What the model of each of the runs does. Default: it takes its time. */
  model?(turn: number): ModelEnd | Promise<ModelEnd>
  changes(result: ManyResult): unknown
  to: unknown
}

let running = 0
const slow = async (_: number, signal?: AbortSignal) => {
  atOnce = Math.max(atOnce, ++running)
  try {
    await sleep(300, undefined, { ...(signal && { signal }) })
  } finally {
    running -= 1
  }
  return says('late')
}

const stopped = ({ runs }: ManyResult) => runs[0]?.stopped

const effects: { [K in keyof ManyOptions]-?: Effect<K> } = {
  concurrency: { gives: () => 2, changes: () => atOnce, to: 2 },
  options: {
    gives: () => base({ maxTurns: 1 }),
    model: (turn) => (turn === 0 ? says('', [['list', {}]]) : says('ok')),
    changes: ({ runs }) => runs[0]?.result?.limit,
    to: 'turns',
  },
  homes: {
    gives: () => join(folder, 'homes'),
    model: () => says('ok'),
    changes: () => [0, 1, 2].map((run) => existsSync(join(folder, 'homes', `${run}`, 'sessions'))),
    to: [true, true, true],
  },
  timeoutMs: { gives: () => 50, changes: stopped, to: 'timeout' },
  stallMs: { gives: () => 100, changes: stopped, to: 'stall' },
  retries: {
    gives: () => 1,
    model: () => ({ type: 'failure', failure: { code: 'fatal', message: 'a bad day' } }),
    changes: ({ runs }) => runs[0]?.sessions.length,
    to: 2,
  },
  signal: { gives: () => AbortSignal.timeout(100), changes: stopped, to: 'signal' },
  onEvent: {
    gives: () => (event, run) => void heard.push(`${run} ${event.type}`),
    changes: () => [0, 1, 2].every((run) => heard.includes(`${run} run.end`)),
    to: true,
  },
  onEnd: {
    gives: () => (run) => void heard.push(`${run.index} is over`),
    changes: () => heard.toSorted(),
    to: ['0 is over', '1 is over', '2 is over'],
  },
}

it.each(Object.entries(effects))('%s', async (name, { gives, model = slow, changes, to }) => {
  const done = (more: ManyOptions) => {
    const provider = () => scripted((_, turn, signal) => model(turn, signal))
    const inputs = [0, 1, 2].map(() => ({ prompt: 'go', options: { provider: provider() } }))
    return runMany(inputs, { options: base(), ...more })
  }
  expect(changes(await done({}))).not.toEqual(to)
  atOnce = 0
  expect(changes(await done({ [name]: gives() }))).toEqual(to)
})
