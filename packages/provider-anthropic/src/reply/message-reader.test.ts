import type { ModelDelta } from '@harness/kernel'
import { describe, expect, it } from 'vitest'

import { begin, call, delta, end, over, start, stop, text } from '../__fixtures__/events.ts'
import { MessageReader } from './message-reader.ts'

function read(...events: unknown[]) {
  const callId = (index: number) => `made_${index}`
  const reader = new MessageReader({ provider: 'here', callId })
  const deltas: ModelDelta[] = events.flatMap((event) => reader.accept(event))
  deltas.push(...reader.finish())
  const ending = reader.end()
  return { deltas, ending, reply: ending.kind === 'reply' ? ending.reply : undefined }
}

const done = (reason: string) => [end(reason), over]

describe('a call', () => {
  it('may have its input where it begins, or none', () => {
    const whole = { type: 'tool_use', id: 'a', name: 'read', input: { path: 'x' } }
    const { deltas, reply } = read(
      begin(),
      start(0, whole),
      stop(0),
      ...call(1, { id: 'b', name: 'list' }),
      ...done('tool_use'),
    )
    expect(reply?.parts).toMatchObject([{ input: '{"path":"x"}' }, { input: '{}' }])
    const told = deltas.map((each) => (each.type === 'call' ? each.input : '')).join('')
    expect(told).toBe('{"path":"x"}{}')
  })

  it('without an id, or with one that is taken, gets its own', () => {
    const { reply } = read(
      begin(),
      ...call(0, { id: 'a', name: 'read' }, '{}'),
      ...call(1, { id: 'a', name: 'read' }, '{}'),
      start(2, { type: 'tool_use', name: 'read', input: {} }),
      stop(2),
      ...done('tool_use'),
    )
    expect(reply?.parts).toMatchObject([{ id: 'a' }, { id: 'made_1' }, { id: 'made_2' }])
  })

  it('that was cut off is no reply, at whichever event', () => {
    const events = [begin(), ...text(0, 'Hm'), ...call(1, { id: 'a', name: 'read' }, '{"a"', ':1}')]
    for (let length = 0; length <= events.length; length++) {
      expect(read(...events.slice(0, length)).ending.kind).toBe('truncated')
    }
  })

  it.each(['tool_use', 'max_tokens', 'end_turn'])(
    'whose end was not told is no reply, although the message stopped by %s',
    (reason) => {
      const half = call(0, { id: 'a', name: 'read' }, '{"a":1}').slice(0, -1)
      const { deltas, ending } = read(begin(), ...half, ...done(reason))
      expect(ending.kind).toBe('truncated')
      expect(deltas.some((each) => each.type === 'call' && each.input === '{}')).toBe(false)
      const bare = start(0, { type: 'tool_use', id: 'a', name: 'read', input: { a: 1 } })
      expect(read(begin(), bare, ...done(reason)).ending.kind).toBe('truncated')
    },
  )

  it('may be there when the message begins', () => {
    const content = [{ type: 'tool_use', id: 'a', name: 'read', input: { b: 1 } }]
    const { reply } = read(begin({ content }), ...done('tool_use'))
    expect(reply).toMatchObject({ stop: 'calls', parts: [{ id: 'a', input: '{"b":1}' }] })
  })
})

it('a message that says how it stopped is whole, also where its end is not marked', () => {
  const { reply } = read(begin(), ...call(0, { id: 'a', name: 'read' }, '{}'), end('tool_use'))
  expect(reply).toMatchObject({ stop: 'calls' })
})

it.each([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['pause_turn', 'end'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
])('a message that stops by %s is a reply that stops by %s', (reason, stopped) => {
  expect(read(begin(), ...text(0, 'a'), ...done(reason)).reply?.stop).toBe(stopped)
})

it('a refusal, an error and a window that is full are none', () => {
  expect(read(begin(), ...text(0, 'a'), ...done('refusal')).ending.kind).toBe('refused')
  const full = done('model_context_window_exceeded')
  const thought = [start(0, { type: 'thinking', thinking: 'Hm' }), stop(0)]
  for (const said of [[], text(0, '\n'), thought]) {
    expect(read(begin(), ...said, ...full).ending.kind).toBe('overflow')
  }
  const error = { type: 'error', error: { type: 'overloaded_error' } }
  expect(read(begin(), ...text(0, 'a'), error).ending).toEqual({ kind: 'error', error })
})

it('a refusal has the words of the server, where it says some', () => {
  const stop_details = { type: 'refusal', category: 'cyber', explanation: 'Too risky.' }
  const refused = { type: 'message_delta', delta: { stop_reason: 'refusal', stop_details } }
  expect(read(begin(), refused, over).ending).toEqual({
    kind: 'refused',
    text: 'Too risky.',
  })
})

it('usage counts what a cache gave, and the newest counts hold', () => {
  const first = { input_tokens: 5, cache_read_input_tokens: 90, output_tokens: 1 }
  const last = { cache_creation_input_tokens: 10, output_tokens: 7 }
  const { reply } = read(begin({ usage: first }), ...text(0, 'a'), end('end_turn', last), over)
  expect(reply?.usage).toEqual({
    inputTokens: 105,
    outputTokens: 7,
    cacheReadTokens: 90,
    cacheWriteTokens: 10,
  })
  expect(read(begin(), ...done('end_turn')).reply).not.toHaveProperty('usage')
})

it('what the server ran itself is kept whole, and is no call', () => {
  const { deltas, reply } = read(
    begin(),
    start(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
    delta(0, { type: 'input_json_delta', partial_json: '{"q":1}' }),
    stop(0),
    start(1, { type: 'web_search_tool_result', tool_use_id: 's', content: [] }),
    stop(1),
    ...done('end_turn'),
  )
  expect(deltas).toEqual([])
  expect(reply?.stop).toBe('end')
  expect(reply?.parts).toMatchObject([
    { opaque: { block: { type: 'server_tool_use', input: { q: 1 } } } },
    { opaque: { block: { type: 'web_search_tool_result' } } },
  ])
})

it('a block of a kind that nobody knows goes back only if it came whole', () => {
  const block = { type: 'new_block', content: null }
  const grown = delta(1, { type: 'new_delta', content: 'more' })
  const { reply } = read(
    begin(),
    start(0, block),
    stop(0),
    start(1, block),
    grown,
    stop(1),
    start(2, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
    delta(2, { type: 'input_json_delta', partial_json: '{"q":' }),
    ...done('end_turn'),
  )
  expect(reply?.parts).toEqual([
    { type: 'reasoning', text: '', opaque: { provider: 'here', block } },
    { type: 'reasoning', text: '' },
    { type: 'reasoning', text: '' },
  ])
})

it('citations are passed over, the text that has them is not', () => {
  const citation = delta(0, { type: 'citations_delta', citation: { cited_text: 'x' } })
  const [first, ...rest] = text(0, 'a', 'b')
  const { reply } = read(begin(), first, citation, ...rest, ...done('end_turn'))
  expect(reply?.parts).toEqual([{ type: 'text', text: 'ab' }])
})

it('thinking whose text is kept back keeps its signature', () => {
  const { deltas, reply } = read(
    begin(),
    start(0, { type: 'thinking', thinking: '', signature: '' }),
    delta(0, { type: 'signature_delta', signature: 'sig' }),
    stop(0),
    ...done('end_turn'),
  )
  expect(deltas).toEqual([])
  expect(reply?.parts).toEqual([
    { type: 'reasoning', text: '', opaque: { provider: 'here', signature: 'sig' } },
  ])
})

it('a message that was not streamed is read the same', () => {
  const content = [
    { type: 'text', text: 'Hi' },
    { type: 'tool_use', id: 'a', name: 'read', input: { b: 1 } },
  ]
  const { reply, deltas } = read({
    type: 'message',
    model: 'm',
    content,
    stop_reason: 'tool_use',
    usage: { input_tokens: 1, output_tokens: 2 },
  })
  expect(reply).toMatchObject({
    stop: 'calls',
    model: 'm',
    parts: [{ text: 'Hi' }, { input: '{"b":1}' }],
    usage: { inputTokens: 1, outputTokens: 2 },
  })
  expect(deltas).toHaveLength(3)
})

it('a message that begins twice is one', () => {
  const usage = { input_tokens: 5, output_tokens: 1 }
  const { reply } = read(begin({ usage }), begin({ usage }), ...text(0, 'a'), ...done('end_turn'))
  expect(reply).toMatchObject({ parts: [{ text: 'a' }], usage: { inputTokens: 5 } })
})

it('survives events of any shape', () => {
  const strange: unknown[] = [
    null,
    7,
    [],
    { type: 'ping' },
    { type: 'content_block_start' },
    delta(9, { type: 'text_delta', text: 'x' }),
    { type: 'content_block_delta', index: 'a', delta: 3 },
    start(0, { type: 'new_block', a: 1 }),
    delta(0, { type: 'new_delta', b: 2 }),
    { type: 'message_delta', delta: null, usage: { input_tokens: -1, output_tokens: 'x' } },
  ]
  expect(read(...strange, ...done('end_turn')).ending.kind).toBe('reply')
})

it.each([
  delta(0, { type: 'input_json_patch', patch: [] }),
  delta(0, { type: 'input_json_delta', partial_json: 7 }),
])('a call with a piece that nobody can read makes no reply: %j', (piece) => {
  const begun = start(0, { type: 'tool_use', id: 'a', name: 'read', input: {} })
  expect(read(begin(), begun, piece, stop(0), ...done('tool_use')).ending.kind).toBe('truncated')
})
