import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileSessions } from '@harness/kernel/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { listSessions, run, type Options } from '../index.ts'
import { ground, put, read, type Ground } from '../sessions/rewind/__fixtures__/ground.ts'

let here: Ground
beforeEach(() => {
  here = ground()
})
afterEach(() => here.remove())

/** A run that writes a file three times, and the seq of the event that settled each time. */
async function written(): Promise<{ id: string; settled: number[] }> {
  const id = await here.does([
    { calls: [put('a.txt', 'one')] },
    { calls: [put('a.txt', 'two'), put('b.txt', 'b')] },
    { calls: [put('a.txt', 'three')] },
  ])
  const settled = (await here.events(id)).flatMap(({ type, seq }) =>
    type === 'tool.settled' ? [seq] : [],
  )
  return { id, settled }
}

const another = () => scripted(() => says('Another way.'))
const goOn = (fork: string, more: Options & { prompt?: string } = {}) => {
  const { prompt, ...options } = more
  return run({
    ...(prompt !== undefined && { prompt }),
    options: here.options({ fork, restore: true, provider: another(), ...options }),
  })
}

it('a fork goes on with the files of its place, in the middle of a run too', async () => {
  const { id, settled } = await written()
  const done = await goOn(`${id}@${settled[0]}`)
  expect(done).toMatchObject({ reason: 'done', text: 'Another way.' })
  expect(Object.entries(here.tree())).toEqual([['a.txt', expect.stringMatching(/ one$/)]])
  const events = await here.events(done.sessionId)
  expect(events.find(({ type }) => type === 'rewind.started')?.data).toMatchObject({
    session: id,
    to: settled[0],
  })
  // Nothing is told: what the model knows of the files is true there.
  expect(JSON.stringify(events)).not.toContain('A person put')
})

it('the model of the fork knows the files that were put back', async () => {
  const { id, settled } = await written()
  await here.does([{ calls: [put('a.txt', 'four')] }], {
    fork: `${id}@${settled[0]}`,
    restore: true,
  })
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('four')
})

it('intents that were open there are let go of, and the model is asked', async () => {
  const { id, settled } = await written()
  const events = await here.events(id)
  const begun = events.findLast(({ type, seq }) => type === 'tool.started' && seq < settled[0]!)!
  const done = await goOn(`${id}@${begun.seq}`)
  expect(done.reason).toBe('done')
  expect(here.tree()).toEqual({})
  const forked = await here.events(done.sessionId)
  expect(forked.find(({ cause }) => cause === begun.seq)?.data).toMatchObject({ kind: 'forked' })
})

it('nothing is begun where somebody else changed a file since, unless that is said', async () => {
  const { id, settled } = await written()
  here.write('a.txt', 'mine')
  const place = `${id}@${settled[0]}`
  const before = here.tree()
  await expect(goOn(place)).rejects.toMatchObject({
    code: 'files_changed',
    message: expect.stringContaining('a.txt: changed by somebody else since'),
  })
  expect(here.tree()).toEqual(before)
  expect(await listSessions({ cwd: here.workspace, home: here.home })).toHaveLength(1)
  await goOn(place, { restore: false })
  expect(here.tree()).toEqual(before)
  await goOn(place, { restore: 'force' })
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('one')
})

it('no file is taken from a process that runs the session, unless that is said', async () => {
  const { id, settled } = await written()
  const place = `${id}@${settled[0]}`
  const before = here.tree()
  const held = await fileSessions({ home: here.home }).open(id)
  try {
    await expect(goOn(place)).rejects.toMatchObject({ code: 'session_held', session: id })
    expect(here.tree()).toEqual(before)
    await goOn(place, { restore: false })
    expect(here.tree()).toEqual(before)
    await goOn(place, { restore: 'force' })
    expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('one')
  } finally {
    await held.close()
  }
})

it('where a run is over, somebody must say what is to be done', async () => {
  const { id } = await written()
  await expect(goOn(id)).rejects.toMatchObject({
    code: 'invalid_option',
    message: expect.stringContaining('Nothing is under way'),
  })
  expect((await goOn(id, { prompt: 'More.' })).reason).toBe('done')
  await expect(goOn(`${id}@999`)).rejects.toMatchObject({ code: 'invalid_option' })
  await expect(
    run({ prompt: 'x', options: here.options({ restore: true, resume: id }) }),
  ).rejects.toMatchObject({ code: 'invalid_option' })
})

it('what a fork began with is what its files were, whatever came after that elsewhere', async () => {
  here.write('a.txt', 'zero')
  const id = await here.does([
    { calls: [read('a.txt')] },
    { calls: [put('a.txt', 'one')] },
    { calls: [put('a.txt', 'two')] },
  ])
  const [, first] = (await here.events(id)).flatMap(({ type, seq }) =>
    type === 'tool.settled' ? [seq] : [],
  )
  const fork = await here.does([{ calls: [put('a.txt', 'three')] }], {
    fork: `${id}@${first}`,
    restore: true,
  })
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('three')
  await here.rewind(fork, first!)
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('one')
  await here.rewind(fork, 1)
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('zero')
})

it('the session it comes from goes on from what the fork left, told by what it reads', async () => {
  const { id, settled } = await written()
  const fork = await goOn(`${id}@${settled[0]}`)
  const refused = await here.rewind(id, 1)
  expect(refused.kind).toBe('refused')
  // And the fork's own rewind is taken back by one more.
  const at = (await here.events(fork.sessionId)).find(({ type }) => type === 'rewind.started')!.seq
  await here.rewind(fork.sessionId, at - 1)
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('three')
  await here.does([{ calls: [read('a.txt')] }, { calls: [put('a.txt', 'five')] }], { resume: id })
  expect(readFileSync(join(here.workspace, 'a.txt'), 'utf8')).toBe('five')
})
