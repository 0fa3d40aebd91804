import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, messagesOf, run } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { sleep, turns } from './__fixtures__/scene.ts'

it('goes on without a background task, names it, and tells the model once of its end', async () => {
  let finish: (() => void) | undefined
  const shell = defineTool({
    name: 'shell',
    description: '',
    input: z.object({}),
    effect: 'other',
    prepare: async () => ({
      kind: 'ready',
      prepared: {
        effect: 'other',
        access: 'command',
        execution: 'background',
        task: {
          kind: 'command',
          argv: ['true'],
          cwd: '/',
          env: {},
          timeoutMs: 1000,
          outputCap: 1000,
        },
      },
    }),
  })
  const world = await testWorld({
    tools: [shell],
    ...turns(reply('', [['shell', {}]]), reply('started'), reply('seen')),
    host: {
      commands: {
        probe: async () => 'run',
        run: (_, __, { signal }) =>
          new Promise((resolve, reject) => {
            if (signal.aborted) return reject(signal.reason)
            signal.addEventListener('abort', () => reject(signal.reason))
            finish = () =>
              resolve({
                kind: 'exited',
                code: 0,
                head: 'built',
                tail: '',
                bytes: 5,
                durationMs: 1,
              })
          }),
      },
    },
  })
  await world.say('go')
  const first = await run(world.session, { host: world.host })
  expect(first).toMatchObject({ reason: 'done', background: [expect.any(Number)] })
  expect(await run(world.session, { host: world.host })).toMatchObject({ kind: 'idle' })
  const waiting = run(world.session, { host: world.host, waitFor: 'tasks' })
  await sleep(3)
  finish?.()
  expect(await waiting).toMatchObject({ reason: 'done', background: [] })
  const shown = messagesOf(await world.session.conversation()).filter(({ role }) => role === 'user')
  expect(shown).toHaveLength(2)
  expect(JSON.stringify(shown[1])).toContain('built')
})
