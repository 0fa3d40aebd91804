import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { ParkedAsks } from '../asks/parked-asks.ts'
import { LiveRun } from './live-run.ts'
import { ParkedRuns } from './parked-runs.ts'

let home: string
let cwd: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parked-'))
  cwd = await mkdtemp(join(tmpdir(), 'parked-'))
})
afterAll(async () => {
  for (const folder of [home, cwd]) await rm(folder, { recursive: true })
})

const calls = [{ tool: 'write_file', input: { path: 'new.txt', content: 'new' } }]
const rules = [{ when: { said: ['go'], turn: 0 }, reply: { calls } }]
const script = { name: 'asker', rules, otherwise: { text: 'Done.' } }
const options = () => ({ home, script, settingSources: [] })

it('stops a run that nobody comes back to; its session asks again', async () => {
  const parked = new ParkedRuns(20)
  const asks = new ParkedAsks()
  const live = new LiveRun({ prompt: 'go', options: { ...options(), cwd, onAsk: asks.ask } })
  await asks.opened
  const one = parked.keep(live, asks)
  parked.park(one)
  expect(parked.take(one.handle)).toBeDefined()
  parked.park(one)
  const { reason, sessionId } = await live.result
  expect(reason).toBe('stopped')
  expect(parked.take(one.handle)).toBeUndefined()
  expect(await readdir(cwd)).toEqual([])
  let asked = 0
  const onAsk = async () => {
    asked += 1
    return { decision: 'allow' } as const
  }
  const again = await run({ options: { ...options(), resume: sessionId, onAsk } })
  expect(again).toMatchObject({ reason: 'done', sessionId })
  expect(asked).toBe(1)
  expect(await readdir(cwd)).toEqual(['new.txt'])
})

it('keeps nothing of a run that did not begin', async () => {
  const parked = new ParkedRuns()
  const live = new LiveRun({ prompt: 'go', options: { ...options(), cwd, resume: 'nobody' } })
  const { handle } = parked.keep(live, new ParkedAsks())
  await expect(live.result).rejects.toMatchObject({ code: 'unknown_session' })
  expect(parked.take(handle)).toBeUndefined()
})
