import { expect, it } from 'vitest'
import { openSession, redactValues, run, type Event, type ModelDelta } from '../index.ts'
import { DeltaRedactor } from '../perform/redact-deltas.ts'
import { reply } from '../testing/scripted-provider.ts'
import { testWorld } from '../testing/test-world.ts'

const key = 'sk-0123456789"abc'
const redactor = redactValues([key, 'short'])

it('takes known values out, plain and in JSON, and leaves short ones alone', () => {
  expect(redactor.redact(`a ${key} b short`)).toBe('a [secret] b short')
  expect(redactor.redact(JSON.stringify({ key }))).toBe('{"key":"[secret]"}')
})

it('shows no secret that comes in pieces, and loses nothing else', () => {
  const text = `desk ${key} sk-01 is no key, sk`
  for (const size of [1, 2, 3, 7, 100]) {
    const deltas = new DeltaRedactor(redactor)
    const shown: ModelDelta[] = []
    for (let at = 0; at < text.length; at += size) {
      shown.push(...deltas.take({ type: 'text', index: 0, text: text.slice(at, at + size) }))
    }
    shown.push(...deltas.flush())
    const said = shown.map((delta) => ('text' in delta ? delta.text : '')).join('')
    expect(said).toBe('desk [secret] sk-01 is no key, sk')
  }
})

it('keeps a secret out of the log, whoever says it', async () => {
  const { session, host } = await testWorld({
    answer: (_, turn) => (turn === 0 ? reply(key, [['echo', { text: key }]]) : reply('ok')),
  })
  const guarded = await openSession(session.store, { runtime: host.runtime, redactor })
  await guarded.append([
    {
      type: 'input.received',
      data: { from: 'person', mode: 'steer', content: [{ type: 'text', text: `my ${key}` }] },
    },
  ])
  await run(guarded, { host })
  const events: Event[] = []
  for await (const event of session.store.events.read(1)) events.push(event)
  expect(JSON.stringify(events)).not.toContain('0123456789')
  expect(JSON.stringify(events).match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(4)
})
