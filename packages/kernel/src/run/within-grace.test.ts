import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineTool, run } from '../index.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'
import { virtualRuntime } from '../testing/virtual-runtime.ts'
import { cancel, events, sleep, turns } from './__fixtures__/scene.ts'

it('leaves a tool behind that does not let go, and says that it may have done part of its work', async () => {
  const stubborn = defineTool({
    name: 'slow',
    description: '',
    input: z.object({}),
    effect: 'other',
    run: () => new Promise(() => {}),
  })
  const clock = virtualRuntime()
  const world = await testWorld({
    tools: [stubborn],
    ...turns(reply('', [['slow', {}]])),
    runtime: clock,
  })
  await world.say('go')
  const running = run(world.session, { host: world.host })
  await sleep(5)
  await cancel(world.session)
  await sleep(5)
  const before = clock.now()
  expect(clock.advance()).toBe(true)
  expect(clock.now() - before).toBe(5_000)
  expect(await running).toMatchObject({ reason: 'cancelled' })
  const settled = (await events(world.session)).find(({ type }) => type === 'tool.settled')
  expect(settled).toMatchObject({ data: { kind: 'cancelled' } })
})
