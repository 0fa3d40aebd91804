import { createHash } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { contentText, openSession } from '@harness/kernel'
import { fileSessions, systemRuntime } from '@harness/kernel/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConversation, run } from '../../index.ts'
import { actions, drop, ground, put, read, type Ground } from './__fixtures__/ground.ts'

let here: Ground
beforeEach(() => {
  here = ground()
})
afterEach(() => here.remove())

const at = (path: string) => join(here.workspace, path)
/** The first event: nothing was done yet. */
const start = 1

describe('a rewind', () => {
  it('brings back content, mode and absence, and the folders that were not there', async () => {
    here.write('run.sh', '#!/bin/sh\r\n', 0o755)
    here.write('old.bin', '\u0000\u0001bytes')
    here.write('empty', '')
    const before = here.tree()
    const id = await here.does([
      { calls: [read('run.sh'), read('empty')] },
      { calls: [put('run.sh', 'echo'), put('a/b/new.txt', 'new'), put('empty', 'full')] },
      { calls: [drop('run.sh'), put('a/other.txt', 'x')] },
      { calls: [put('run.sh', 'again')] },
    ])
    expect(statSync(at('run.sh')).mode & 0o777).not.toBe(0o755)
    const planned = await here.rewind(id, start, { dryRun: true })
    expect(planned.kind).toBe('planned')
    expect(here.tree()).not.toEqual(before)
    const made = await here.rewind(id, start)
    expect(made).toMatchObject({ session: id, at: start, kind: 'done', uncovered: [] })
    expect(actions(made)).toEqual(actions(planned))
    expect(actions(made)).toEqual({
      'a/b/new.txt': 'removed',
      'a/other.txt': 'removed',
      empty: 'restored',
      'run.sh': 'restored',
    })
    expect(here.tree()).toEqual(before)
    expect(actions(await here.rewind(id, start))['run.sh']).toBe('unchanged')
  })

  it('goes to the moment of an event, and can be taken back by another one', async () => {
    here.write('a.txt', 'one')
    const id = await here.does([
      { calls: [read('a.txt')] },
      { calls: [put('a.txt', 'two')] },
      { calls: [put('a.txt', 'three'), put('b.txt', 'b')] },
    ])
    const end = here.tree()
    const settled = (await here.events(id)).find(
      ({ type, data }) => type === 'tool.settled' && JSON.stringify(data).includes('modified'),
    )
    await here.rewind(id, settled!.seq)
    expect(here.tree()).toEqual({ 'a.txt': expect.stringMatching(/ two$/) })
    const last = (await here.events(id)).find(({ type }) => type === 'rewind.started')!
    await here.rewind(id, last.seq - 1)
    expect(here.tree()).toEqual(end)
    await here.rewind(id, start)
    expect(here.tree()).toEqual({ 'a.txt': expect.stringMatching(/ one$/) })
  })

  it('leaves alone what a person changed, and with it everything else', async () => {
    const id = await here.does([{ calls: [put('a.txt', 'a'), put('b.txt', 'b')] }])
    here.write('b.txt', 'mine')
    const before = here.tree()
    const refused = await here.rewind(id, start)
    expect(refused.kind).toBe('refused')
    expect(refused.files).toMatchObject([
      { name: 'a.txt', action: 'removed' },
      { name: 'b.txt', action: 'refused', why: 'changed by somebody else since' },
    ])
    expect(here.tree()).toEqual(before)
    expect((await here.events(id)).some(({ type }) => type === 'rewind.started')).toBe(false)
    const forced = await here.rewind(id, start, { force: true })
    expect(forced.kind).toBe('done')
    expect(here.tree()).toEqual({})
    const begun = (await here.events(id)).find(({ type }) => type === 'rewind.started')!
    await here.rewind(id, begun.seq - 1)
    expect(here.tree()).toEqual(before)
  })

  it('notices what a person changed between two changes of tools', async () => {
    const id = await here.does([
      { calls: [put('a.txt', 'one')] },
      { calls: [read('a.txt')], person: ['a.txt', 'mine'] },
      { calls: [put('a.txt', 'two')] },
    ])
    const refused = await here.rewind(id, start)
    expect(refused.kind).toBe('refused')
    expect(refused.files[0]?.why).toContain('by somebody else before event')
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('two')
  })

  it('keeps the mode that a person gave to a file that tools only changed', async () => {
    here.write('a.sh', 'one')
    const id = await here.does([{ calls: [read('a.sh')] }, { calls: [put('a.sh', 'two')] }])
    chmodSync(at('a.sh'), 0o700)
    await here.rewind(id, start)
    expect(here.tree()).toEqual({ 'a.sh': '700 one' })
  })

  it('takes back what subagents did in the same folder, and lists the commands of all', async () => {
    const child = JSON.stringify([
      { calls: [put('child.txt', 'x'), ['shell', { command: 'echo child > made.txt' }]] },
      { calls: [put('child.txt', 'y')] },
    ])
    const id = await here.does([
      { calls: [['shell', { command: 'echo parent > also.txt' }]] },
      { calls: [['subagent', { prompt: child }]] },
      { calls: [read('child.txt')] },
      { calls: [put('child.txt', 'z')] },
    ])
    const made = await here.rewind(id, start)
    expect(actions(made)).toEqual({ 'child.txt': 'removed' })
    expect(Object.keys(here.tree())).toEqual(['also.txt', 'made.txt'])
    expect(made.uncovered).toMatchObject([
      { session: id, tool: 'shell', target: 'echo parent > also.txt' },
      { session: expect.stringContaining(`${id}.`), target: 'echo child > made.txt' },
    ])
  })

  it('tells the model, which reads a file again before it changes it', async () => {
    here.write('a.txt', 'one')
    const id = await here.does([{ calls: [read('a.txt')] }, { calls: [put('a.txt', 'two')] }])
    await here.rewind(id, start)
    await here.does([{ calls: [put('a.txt', 'three')] }], { resume: id })
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('one')
    const said = await readConversation(id, { home: here.home })
    const told = said.find(({ origin }) => origin === 'harness')
    expect(told?.message.role === 'user' && contentText(told.message.content)).toContain(
      at('a.txt'),
    )
    expect(JSON.stringify(said.at(-2)?.message)).toContain('a.txt exists and you have not read it')
  })

  it('wakes nobody: a session that was idle stays so', async () => {
    const id = await here.does([{ calls: [put('a.txt', 'a')] }])
    await here.rewind(id, start)
    const done = await run({ options: here.options({ resume: id }) })
    expect(done.reason).toBe('idle')
  })

  it('is refused while a process runs the session, and where there is no such event', async () => {
    const id = await here.does([{ calls: [put('a.txt', 'a')] }])
    await expect(here.rewind(id, 999)).rejects.toMatchObject({ code: 'invalid_option' })
    const held = await fileSessions({ home: here.home }).open(id)
    await expect(here.rewind(id, start)).rejects.toMatchObject({ code: 'session_held' })
    expect((await here.rewind(id, start, { dryRun: true })).kind).toBe('planned')
    await held.close()
  })
})

describe('a rewind that died', () => {
  /** As a process leaves it that was killed when the first of two files was in its place. */
  async function died(): Promise<string> {
    here.write('a.txt', 'one')
    const id = await here.does([
      { calls: [read('a.txt')] },
      { calls: [put('a.txt', 'two'), put('b.txt', 'b')] },
    ])
    const store = await fileSessions({ home: here.home }).open(id)
    const session = await openSession(store, { runtime: systemRuntime })
    const hash = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`
    for (const text of ['one', 'two', 'b']) await store.artifacts.put(Buffer.from(text))
    const kept = (text: string) => ({ hash: hash(text), artifact: hash(text), mode: 0o644 })
    const files = [
      { path: at('a.txt'), before: kept('two'), after: kept('one') },
      { path: at('b.txt'), before: kept('b'), after: { hash: null } },
    ]
    const [begun] = await session.append([{ type: 'rewind.started', data: { to: start, files } }])
    here.write('a.txt', 'one')
    const staged = createHash('sha256')
      .update(`${id}/${begun!.seq} ${at('a.txt')}`)
      .digest('hex')
    here.write(`.a.txt.${staged.slice(0, 12)}.tmp`, 'on')
    await store.close()
    return id
  }

  it('is finished by the next one, which tells what was done', async () => {
    const id = await died()
    const made = await here.rewind(id, start)
    expect(actions(made)).toEqual({ 'a.txt': 'restored', 'b.txt': 'removed' })
    expect(here.tree()).toMatchObject({ 'a.txt': '644 one' })
    const types = (await here.events(id)).map(({ type }) => type)
    expect(types.slice(-2)).toEqual(['rewind.started', 'rewind.settled'])
  })

  it('and was given up when the session went on does not keep another one from it', async () => {
    const id = await died()
    await here.does([{ calls: [] }], { resume: id })
    const made = await here.rewind(id, start)
    expect(actions(made)).toEqual({ 'a.txt': 'unchanged', 'b.txt': 'removed' })
    expect(here.tree()).toEqual({ 'a.txt': '644 one' })
  })

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const id = await died()
    here.write('b.txt', 'mine')
    const made = await here.rewind(id, start)
    expect(made.kind).toBe('refused')
    expect(here.tree()).toMatchObject({ 'a.txt': '644 one', 'b.txt': '644 mine' })
  })
})

it('a file where a folder was, and a folder where a file was, keep the others from nothing', async () => {
  here.write('docs', 'a file')
  here.write('lib/b.txt', 'b')
  const id = await here.does([
    { calls: [read('docs'), read('lib/b.txt')] },
    { calls: [drop('docs'), drop('lib/b.txt')] },
    { calls: [['shell', { command: 'rm -rf lib' }]] },
    { calls: [put('docs/a.txt', 'a'), put('lib', 'a file')] },
  ])
  const first = await here.rewind(id, start, { force: true })
  expect(actions(first)).toEqual({
    docs: 'refused',
    'docs/a.txt': 'removed',
    lib: 'removed',
    'lib/b.txt': 'refused',
  })
  expect(here.tree()).toEqual({})
  expect((await here.rewind(id, start)).kind).toBe('done')
  expect(here.tree()).toEqual({ docs: '644 a file', 'lib/': '', 'lib/b.txt': '644 b' })
})

describe('a rewind never', () => {
  it('follows a link that took the place of a folder', async () => {
    const id = await here.does([{ calls: [put('docs/a.txt', 'a')] }])
    renameSync(at('docs'), join(here.home, 'elsewhere'))
    symlinkSync(join(here.home, 'elsewhere'), at('docs'))
    for (const force of [false, true]) {
      const made = await here.rewind(id, start, { force })
      expect(actions(made)).toEqual({ 'docs/a.txt': 'refused' })
    }
    expect(readFileSync(join(here.home, 'elsewhere/a.txt'), 'utf8')).toBe('a')
  })

  it('touches what git keeps for itself', async () => {
    const id = await here.does([{ calls: [put('.git/config', '[core]')] }])
    const made = await here.rewind(id, start, { force: true })
    expect(made.files[0]).toMatchObject({ name: '.git/config', action: 'refused' })
    expect(readFileSync(at('.git/config'), 'utf8')).toBe('[core]')
  })

  it('puts back what is not what was kept', async () => {
    here.write('a.txt', 'one')
    const id = await here.does([{ calls: [read('a.txt')] }, { calls: [put('a.txt', 'two')] }])
    rmSync(join(here.home, 'sessions', id, 'artifacts'), { recursive: true })
    const made = await here.rewind(id, start, { force: true })
    expect(made.files[0]).toMatchObject({ action: 'refused', why: expect.stringContaining('kept') })
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('two')
  })
})
