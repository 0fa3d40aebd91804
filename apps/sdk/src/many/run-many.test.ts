import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Provider } from '@harness/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { listSessions, runMany, type ManyOptions, type Options } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-many-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const home = () => join(folder, 'home')
const base = (more: Options = {}): Options => ({ cwd: folder, home: home(), ...more })

const saying = (text: string): Provider => scripted(() => says(text))
/** Says nothing until it is stopped. */
const silent = (): Provider =>
  scripted(
    (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
const failing = (): Provider =>
  scripted(() => ({ type: 'failure', failure: { code: 'fatal', message: 'no such model' } }))

const many = (providers: readonly Provider[], more: ManyOptions = {}) =>
  runMany(
    providers.map((provider, index) => ({ prompt: `task ${index}`, options: { provider } })),
    { options: base(), ...more },
  )

describe('many runs', () => {
  it('answer in the order given, with what all of them took', async () => {
    const { runs, ...sum } = await many(['a', 'b', 'c'].map(saying))
    expect(runs.map(({ index, result }) => [index, result?.text])).toEqual([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ])
    expect(sum).toMatchObject({
      reasons: { done: 3 },
      turns: 3,
      usage: { inputTokens: 30, outputTokens: 15 },
    })
    expect(await listSessions({ home: home(), all: true })).toHaveLength(3)
  })

  it('are done as many at once as is said, and no more', async () => {
    let atOnce = 0
    let most = 0
    const counting = scripted(async () => {
      most = Math.max(most, ++atOnce)
      await new Promise((resolve) => setTimeout(resolve, 20))
      atOnce -= 1
      return says('ok')
    })
    const { runs } = await many(
      Array.from({ length: 9 }, () => counting),
      { concurrency: 3 },
    )
    expect(runs).toHaveLength(9)
    expect(most).toBe(3)
  })

  it('take what is to be done from a source that is read as it goes', async () => {
    let read = 0
    async function* source() {
      for (; read < 4; read++) yield { prompt: 'go', options: { provider: saying(`${read}`) } }
    }
    const { runs } = await runMany(source(), { options: base(), concurrency: 2 })
    expect(runs.map(({ result }) => result?.text)).toEqual(['0', '1', '2', '3'])
  })

  it('stop reading a source that hangs or never ends, and let go of it', async () => {
    const stop = new AbortController()
    const letGo: string[] = []
    async function* source() {
      try {
        for (;;) yield { prompt: 'go', options: { provider: saying('ok') } }
      } finally {
        letGo.push('endless')
      }
    }
    async function* hanging() {
      yield { prompt: 'go', options: { provider: saying('ok') } }
      await new Promise(() => {})
    }
    const onEnd = () => stop.abort()
    await runMany(source(), { options: base(), signal: stop.signal, onEnd })
    const { reasons } = await runMany(hanging(), {
      options: base(),
      signal: AbortSignal.timeout(500),
    })
    expect(reasons).toEqual({ done: 1 })
    expect(letGo).toEqual(['endless'])
  })

  it('may take longer than a timer can hold', async () => {
    const ms = 2 ** 33
    const { reasons } = await many([saying('ok')], { timeoutMs: ms, stallMs: ms })
    expect(reasons).toEqual({ done: 1 })
  })

  it('one that cannot begin is an error among results', async () => {
    const inputs = [
      { prompt: 'a', options: { provider: saying('a') } },
      { prompt: 'b', options: { model: 'nobody/nothing' } },
    ]
    const { runs, reasons } = await runMany(inputs, { options: base() })
    expect(reasons).toEqual({ done: 1, error: 1 })
    expect(runs[1]).toMatchObject({
      index: 1,
      result: null,
      error: { name: 'SdkError' },
      sessions: [],
    })
  })

  it('tell of their events and their ends', async () => {
    const ends: number[] = []
    const types = new Set<string>()
    await many([saying('a'), saying('b')], {
      onEvent: ({ type }, index) => void types.add(`${index} ${type}`),
      onEnd: ({ index }) => void ends.push(index),
    })
    expect(new Set(ends)).toEqual(new Set([0, 1]))
    for (const index of [0, 1]) expect(types).toContain(`${index} run.end`)
  })

  it('stop together, and no more are begun', async () => {
    const stop = new AbortController()
    setTimeout(() => stop.abort('enough'), 100)
    const { runs } = await many([silent(), silent(), silent()], {
      concurrency: 2,
      signal: stop.signal,
    })
    expect(runs.map(({ result, stopped }) => [result?.reason, stopped])).toEqual([
      ['stopped', 'signal'],
      ['stopped', 'signal'],
    ])
  })

  it.each([{ concurrency: 0 }, { concurrency: 1.5 }, { retries: -1 }, { timeoutMs: 0 }])(
    'refuse %j',
    async (wrong) => {
      await expect(many([saying('a')], wrong)).rejects.toMatchObject({ code: 'invalid_option' })
    },
  )

  it('reject with what their source rejects with, and leave nothing running', async () => {
    async function* source() {
      yield { prompt: 'go', options: { provider: silent() } }
      throw new Error('the file is gone')
    }
    const ends: unknown[] = []
    const running = runMany(source(), {
      options: base(),
      onEnd: ({ stopped }) => ends.push(stopped),
    })
    await expect(running).rejects.toThrow('the file is gone')
    expect(ends).toEqual(['signal'])
  })

  it('count as stopped what the signal stopped before it had begun', async () => {
    const stop = new AbortController()
    const input = {
      options: base({ provider: silent() }),
      // Read when its turn has come.
      get prompt() {
        stop.abort('enough')
        return 'go'
      },
    }
    const { reasons } = await runMany([input], { signal: stop.signal })
    expect(reasons).toEqual({ stopped: 1 })
  })
})

describe('a run that takes too long', () => {
  it('is cancelled after its time', async () => {
    const { runs } = await many([silent(), saying('b')], { timeoutMs: 2000 })
    expect(runs[0]).toMatchObject({ stopped: 'timeout', result: { reason: 'cancelled' } })
    expect(runs[1]).toMatchObject({ stopped: null, result: { reason: 'done' } })
  })

  it('is cancelled when nothing is heard of it, but not while it works', async () => {
    const slow = scripted(async (_, turn) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      return turn < 4 ? says('', [['list', { path: '.' }]]) : says('ok')
    })
    const { runs } = await many([silent(), slow], { stallMs: 2000 })
    expect(runs.map(({ stopped }) => stopped)).toEqual(['stall', null])
    expect(runs[0]?.result?.message).toBe('cancelled by a stall of 2000 ms')
  })
})

describe('a run that failed', () => {
  it('is begun anew where it has done nothing, as another session', async () => {
    let attempts = 0
    const once = scripted(() =>
      attempts++ === 0
        ? { type: 'failure', failure: { code: 'fatal', message: 'a bad day' } }
        : says('better'),
    )
    const { runs, turns } = await many([once], { retries: 2 })
    expect(runs[0]).toMatchObject({ result: { reason: 'done', text: 'better' } })
    expect(new Set(runs[0]?.sessions).size).toBe(2)
    expect(turns).toBe(1)
  })

  it('is begun anew as often as is said', async () => {
    const { runs } = await many([failing()], { retries: 2 })
    expect(runs[0]?.sessions).toHaveLength(3)
    expect(runs[0]?.result?.reason).toBe('failed')
    expect((await many([failing()])).runs[0]?.sessions).toHaveLength(1)
  })

  it('is not begun anew where something was done', async () => {
    const acting = scripted((_, turn) =>
      turn % 2 === 0
        ? says('', [['poke', { path: 'a' }]])
        : { type: 'failure', failure: { code: 'fatal', message: 'a bad day' } },
    )
    const options = base({ tools: [poke], permissionMode: 'trust' })
    const { runs } = await many([acting], { retries: 3, options })
    expect(runs[0]).toMatchObject({ result: { reason: 'failed', hasActed: true } })
    expect(runs[0]?.sessions).toHaveLength(1)
  })

  it('is begun anew where it only read', async () => {
    const reading = scripted((_, turn) =>
      turn % 2 === 0
        ? says('', [['list', { path: '.' }]])
        : { type: 'failure', failure: { code: 'fatal', message: 'a bad day' } },
    )
    const { runs } = await many([reading], { retries: 1 })
    expect(runs[0]?.result?.hasActed).toBe(false)
    expect(runs[0]?.sessions).toHaveLength(2)
  })

  it('is not begun anew in a session that there was', async () => {
    const { runs } = await many([saying('a')])
    const resume = runs[0]?.sessions[0] ?? ''
    const inputs = [{ prompt: 'more', options: { provider: failing(), resume } }]
    const again = await runMany(inputs, { options: base(), retries: 3 })
    expect(again.runs[0]).toMatchObject({ result: { reason: 'failed' }, sessions: [resume] })
  })
})

describe('homes of their own', () => {
  it('keep sessions and configurations apart, and have the providers of the user', async () => {
    await mkdir(home())
    const config = {
      permissions: { deny: ['list'] },
      providers: { mine: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'env:MINE' } },
    }
    await writeFile(join(home(), 'config.jsonc'), JSON.stringify(config))
    const homes = join(folder, 'homes')
    const listing = () =>
      scripted((_, turn) => (turn === 0 ? says('', [['list', {}]]) : says('ok')))
    const apart = await many([listing(), listing()], { homes })
    expect(apart.runs.map(({ result }) => result?.denied)).toEqual([[], []])
    expect((await readdir(homes)).toSorted()).toEqual(['0', '1'])
    for (const one of ['0', '1'])
      expect(await listSessions({ home: join(homes, one), all: true })).toHaveLength(1)
    expect(await listSessions({ home: home(), all: true })).toEqual([])
    const together = await many([listing()])
    expect(together.runs[0]?.result?.denied).toHaveLength(1)
    const inputs = [{ prompt: 'go', options: { model: 'mine/model' } }]
    const named = await runMany(inputs, { options: base(), homes })
    expect(named.runs[0]?.error).toMatchObject({ message: expect.stringContaining('MINE') })
  })
})
