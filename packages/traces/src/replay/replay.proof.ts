// Over many recorded sessions: no replay is a false alarm, wherever and by whichever Node it is played.
import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Event } from '@harness/kernel'
import { randomFrom } from '@harness/kernel/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mutations } from './__fixtures__/mutations.ts'
import { logOf, stories } from './__fixtures__/stories.ts'
import { playTape } from './play-tape.ts'
import { redecide } from './redecide.ts'

const reduced = process.env['HARNESS_PROOF_SCALE'] === 'reduced'
const count = reduced ? 100 : 1_000
const perMutation = reduced ? 25 : 300
const elsewhere = reduced ? 20 : 150
const minutes = 60_000

it(`plays and decides ${count} sessions again without a false alarm`, async () => {
  const total = { events: 0, performed: 0, given: 0, decisions: 0 }
  for await (const [seed, events] of stories(1_000, count)) {
    const played = await playTape(logOf(events))
    const decided = await redecide(logOf(events))
    expect(played.difference, `seed ${seed}`).toBeNull()
    expect(decided.differences, `seed ${seed}`).toEqual([])
    total.events += played.events
    total.performed += played.performed
    total.given += played.given
    total.decisions += decided.decisions
  }
  process.stdout.write(`${JSON.stringify(total)}\n`)
})

it.each(mutations)(`finds $name in ${perMutation} sessions`, async ({ make }) => {
  let made = 0
  for await (const [seed, events] of stories(1, perMutation)) {
    const mutated = make(events, randomFrom(seed))
    if (!mutated) continue
    made += 1
    const { at, latest = at } = mutated
    const { differences } = await redecide(logOf(mutated.events))
    expect(differences[0]?.seq, `seed ${seed}`).toBeGreaterThanOrEqual(at)
    expect(differences[0]?.seq, `seed ${seed}`).toBeLessThanOrEqual(latest)
    const { difference } = await playTape(logOf(mutated.events))
    expect(difference, `seed ${seed}`).not.toBeNull()
  }
  expect(made).toBeGreaterThan(perMutation / 3)
})

describe('the same recordings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'))
  const file = join(folder, 'logs.json')
  const player = join(import.meta.dirname, '__fixtures__', 'worker.ts')
  let here = ''

  const play = async (node: string, env: Record<string, string>) => {
    const { stdout } = await promisify(execFile)(node, [player, file], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
    })
    return stdout
  }

  beforeAll(async () => {
    const logs: Event[][] = []
    for await (const [, events] of stories(1, elsewhere)) logs.push(events)
    writeFileSync(file, JSON.stringify(logs))
    here = await play(process.execPath, {})
  }, 10 * minutes)
  afterAll(() => rm(folder, { recursive: true, force: true }), minutes)

  it('play here', () => {
    expect(JSON.parse(here)).toMatchObject({ logs: elsewhere, different: 0 })
  })

  it.each([
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
    { TZ: 'Asia/Kathmandu', LANG: 'C', LC_ALL: 'C' },
  ])('play equally with $TZ and $LANG', async (env) => {
    expect(await play(process.execPath, env)).toBe(here)
  })

  it.each(['22', '24'])('play equally under Node %s', async (version) => {
    const npm = promisify(execFile)(
      'npm',
      ['install', `node@${version}`, '--no-audit', '--no-fund'],
      {
        cwd: folder,
      },
    )
    await npm
    const node = join(folder, 'node_modules/node/bin/node')
    const { stdout } = await promisify(execFile)(node, ['--version'])
    expect(stdout).toMatch(new RegExp(`^v${version}\\.`))
    expect(await play(node, {})).toBe(here)
  })
})
