import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configure, defaultLimits, openSession, textContent } from '@harness/kernel'
import { fileSessions, systemRuntime } from '@harness/kernel/node'
import { diffLogs } from '@harness/traces'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { placeless } from './placeless.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'placeless-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A session that was told where it works, in its prompt and in what was said. */
async function told(name: string, { prompt = 'Work in', says = 'Look into' } = {}) {
  const attempt = join(folder, name)
  const workspace = join(attempt, 'workspace')
  const sessions = fileSessions({ home: join(attempt, 'home') })
  const session = await openSession(await sessions.create('work'), { runtime: systemRuntime })
  await session.append([{ type: 'session.created', data: { session: 'work', workspace } }])
  await configure(session, {
    model: { provider: 'scripted', id: 'script' },
    system: `${prompt} ${workspace}; your home is ${join(attempt, 'home')}.`,
    tools: [],
    permissions: { mode: 'ask', rules: [], person: false },
    limits: defaultLimits,
  })
  const content = textContent(`${says} ${workspace}/src.`)
  await session.append([
    { type: 'input.received', data: { from: 'person', mode: 'steer', content } },
  ])
  await session.store.close()
  return { reader: await sessions.reader('work'), attempt }
}

type Told = Awaited<ReturnType<typeof told>>
const seen = ({ reader, attempt }: Told) => placeless(reader, attempt)

it('sessions that differ in their folders alone say the same', async () => {
  const [a, b] = [await told('a'), await told('much/deeper/b')]
  expect((await diffLogs(a.reader, b.reader)).difference).toMatchObject({ class: 'prompt' })
  expect(await diffLogs(await seen(a), await seen(b))).toMatchObject({ difference: null, same: 3 })
})

it('what differs besides is told as it reads', async () => {
  const [a, b] = [await told('a'), await told('b', { prompt: 'Play in' })]
  const { difference } = await diffLogs(await seen(a), await seen(b))
  expect(difference).toMatchObject({ class: 'prompt', path: ['data', 'system'] })
  expect(difference?.a.text).toContain('Work in WORKSPACE; your home is ATTEMPT/home.')
  const c = await told('c', { says: 'Look at' })
  expect((await diffLogs(await seen(a), await seen(c))).difference).toMatchObject({
    class: 'input',
  })
})
