import { testContext } from '@harness/kernel/testing'
import { expect, test } from 'vitest'
import { hostile, serverStage } from '../__fixtures__/server-stage.ts'

const prepared = async (settings: object, name: string, input: unknown = {}) => {
  await using stage = serverStage({ ...hostile(), ...settings })
  const tool = (await stage.tools()).find((one) => one.name === `mcp_one_${name}`)!
  return { tool, preparation: await tool.prepare(input as never, testContext(stage.workspace)) }
}

test('what a server says of its tools counts for nothing until it is trusted', async () => {
  const { tool, preparation } = await prepared({}, 'echo')
  expect(tool.effect).toBe('other')
  expect(preparation).toMatchObject({ prepared: { effect: 'other', access: 'network' } })
})

test('a tool of a trusted server that says it only reads, reads', async () => {
  const { tool, preparation } = await prepared({ trusted: true }, 'echo')
  expect(tool.effect).toBe('pure')
  expect(preparation).toMatchObject({ prepared: { effect: 'pure', access: 'read' } })
})

test('a tool of a trusted server that says nothing may do anything', async () => {
  const { preparation } = await prepared({ trusted: true }, 'fail')
  expect(preparation).toMatchObject({ prepared: { effect: 'other', access: 'network' } })
})

test('rules match server and tool, and a person sees the arguments', async () => {
  const { preparation } = await prepared({}, 'echo', { a: 1 })
  expect(preparation).toMatchObject({
    prepared: { target: 'one/echo', preview: '{\n  "a": 1\n}' },
  })
})

test('an input that is no object is answered, and asked of nobody', async () => {
  const { preparation } = await prepared({}, 'echo', [1])
  expect(preparation).toMatchObject({ kind: 'invalid', code: 'invalid_input' })
})
