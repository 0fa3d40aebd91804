import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { poke, says, scripted } from '../__fixtures__/scripted.ts'
import { readConversation, run, type ConversationEntry } from '../index.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-conversation-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const origins = (entries: readonly ConversationEntry[]) => entries.map(({ origin }) => origin)

it('is what the model sees, at the end and at any event before', async () => {
  const home = join(folder, 'home')
  const provider = scripted((_, turn) =>
    turn === 0 ? says('I poke.', [['poke', { path: 'a' }]]) : says('Poked.'),
  )
  const { sessionId } = await run({
    prompt: 'Poke it.',
    options: { cwd: folder, home, provider, tools: [poke], permissionMode: 'bypassPermissions' },
  })
  const entries = await readConversation(sessionId, { home })
  expect(origins(entries)).toEqual(['person', 'model', 'tool', 'model'])
  const first = entries.find(({ origin }) => origin === 'model')?.seq ?? 0
  const then = await readConversation(sessionId, { home, at: first })
  expect(then).toEqual(entries.slice(0, 2))
  expect(await readConversation(sessionId, { home, at: 1 })).toEqual([])
  for (const at of [0, 1.5, 9999]) {
    await expect(readConversation(sessionId, { home, at })).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(new RegExp(`event ${at}: .* has the events 1 to \\d+\\.$`)),
    })
  }
})
