import { expect, it } from 'vitest'
import { parseStreamEvent } from '../index.ts'

const line = { type: 'text.delta', text: 'a', sessionId: 's', seq: 1 }

it('reads a line as its text and as an object, and keeps what is new in it', async () => {
  const event = { ...line, further: { deep: [1] } }
  expect(await parseStreamEvent(JSON.stringify(event))).toEqual(event)
  expect(await parseStreamEvent(`${JSON.stringify(line)}\r\n`)).toEqual(line)
  expect(await parseStreamEvent(event)).toBe(event)
})

it.each([
  { ...line, type: 'later' },
  { ...line, text: 7 },
  { type: 'hook.decision', event: 'Later', hook: 'h', decision: 'none', reason: null },
  {},
])('hands on what it does not know: %j', async (raw) => {
  expect(await parseStreamEvent(JSON.stringify(raw))).toEqual({ type: 'unknown', raw })
})

it.each(['', 'no', '{"type":', '[]', '"text"', 'null', 7, 7n, null, undefined, [line], () => 1])(
  'refuses what is no object of JSON: %s',
  async (given) => {
    await expect(parseStreamEvent(given)).rejects.toMatchObject({
      name: 'SdkError',
      code: 'not_an_event',
    })
  },
)
