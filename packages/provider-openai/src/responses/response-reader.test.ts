import type { ModelDelta } from '@harness/kernel'
import { describe, expect, it } from 'vitest'

import { ResponseReader } from './response-reader.ts'

const completed = (response: object = {}) => ({
  type: 'response.completed',
  response: { status: 'completed', ...response },
})
const added = (output_index: number, item: object) => ({
  type: 'response.output_item.added',
  output_index,
  item,
})
const done = (output_index: number, item: object) => ({
  ...added(output_index, item),
  type: 'response.output_item.done',
})
const text = (members: object) => ({ type: 'response.output_text.delta', ...members })
const args = (members: object) => ({ type: 'response.function_call_arguments.delta', ...members })
const call = (id: string, members: object = {}) => ({
  type: 'function_call',
  id: `fc_${id}`,
  call_id: id,
  name: 'read',
  arguments: '',
  ...members,
})
const message = (said: string, members: object = {}) => ({
  type: 'message',
  content: [{ type: 'output_text', text: said }],
  ...members,
})

function read(...events: unknown[]) {
  const reader = new ResponseReader({ provider: 'here', callId: (index) => `made_${index}` })
  const deltas: ModelDelta[] = events.flatMap((event) => reader.accept(event))
  deltas.push(...reader.finish())
  const ending = reader.end()
  return { reader, deltas, ending, reply: ending.kind === 'reply' ? ending.reply : undefined }
}

const parts = (...events: unknown[]) => read(...events).reply?.parts

describe('items', () => {
  it('that grow at the same time are told apart by their index', () => {
    const made = parts(
      added(0, call('a')),
      added(1, call('b', { name: 'list' })),
      args({ output_index: 1, item_id: 'fc_b', delta: '{"y"' }),
      args({ output_index: 0, item_id: 'fc_a', delta: '{"x"' }),
      args({ output_index: 1, item_id: 'fc_b', delta: ':2}' }),
      args({ output_index: 0, item_id: 'fc_a', delta: ':1}' }),
      completed(),
    )
    expect(made).toEqual([
      { type: 'call', id: 'a', name: 'read', input: '{"x":1}' },
      { type: 'call', id: 'b', name: 'list', input: '{"y":2}' },
    ])
  })

  it('are known by their id where there is no index', () => {
    const made = parts(
      { ...added(0, call('a')), output_index: undefined },
      { ...added(0, call('b')), output_index: undefined },
      args({ item_id: 'fc_a', delta: '{}' }),
      args({ item_id: 'fc_b', delta: '[]' }),
      completed(),
    )
    expect(made).toMatchObject([{ input: '{}' }, { input: '[]' }])
  })

  it('are known by their index where ids change on the way or are the same', () => {
    const same = { id: 'fc' }
    const made = parts(
      added(0, call('a', same)),
      added(1, call('b', same)),
      args({ output_index: 0, item_id: 'fc', delta: '{}' }),
      args({ output_index: 1, item_id: 'changed', delta: '[]' }),
      done(1, call('b', { id: 'changed again', arguments: '[]' })),
      completed(),
    )
    expect(made).toMatchObject([
      { id: 'a', input: '{}' },
      { id: 'b', input: '[]' },
    ])
  })

  it('of several kinds stay in order, although all have one index', () => {
    const made = parts(
      { type: 'response.reasoning_text.delta', output_index: 0, item_id: 'r', delta: 'hm' },
      text({ output_index: 0, item_id: 'm', delta: 'so' }),
      completed(),
    )
    expect(made).toMatchObject([
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'so' },
    ])
  })

  it('without any name go on in the last one', () => {
    const made = parts(text({ delta: 'all ' }), text({ delta: 'one' }), completed())
    expect(made).toEqual([{ type: 'text', text: 'all one' }])
  })

  it('that are no part of a reply are passed over, as are unknown events', () => {
    const made = parts(
      added(0, { type: 'web_search_call', id: 'ws' }),
      { type: 'response.web_search_call.searching', output_index: 0, item_id: 'ws' },
      { type: 'response.of.tomorrow', output_index: 0, delta: 'x' },
      { nothing: true },
      'nothing',
      done(0, { type: 'web_search_call', id: 'ws', status: 'completed' }),
      done(1, message('found', { phase: 'final_answer' })),
      completed(),
    )
    expect(made).toEqual([
      { type: 'text', text: 'found', opaque: { provider: 'here', phase: 'final_answer' } },
    ])
  })
})

describe('what is told whole', () => {
  const pieces = text({ output_index: 0, item_id: 'm', delta: 'He' })

  it.each([
    ['part', { type: 'response.output_text.done', output_index: 0, item_id: 'm', text: 'Hello' }],
    ['item', done(0, message('Hello', { id: 'm' }))],
    ['response', completed({ output: [message('Hello', { id: 'm' })] })],
  ])('as a %s adds what did not come in pieces', (_, whole) => {
    const { deltas, reply } = read(pieces, whole, completed())
    expect(deltas.map((delta) => 'text' in delta && delta.text)).toEqual(['He', 'llo'])
    expect(reply?.parts).toEqual([{ type: 'text', text: 'Hello' }])
  })

  it('takes nothing back', () => {
    expect(parts(pieces, done(0, message('Bye', { id: 'm' })), completed())).toEqual([
      { type: 'text', text: 'He' },
    ])
  })

  it('at the end is not told twice where the ids are others and places moved', () => {
    const { reply } = read(
      { type: 'response.reasoning_text.delta', output_index: 0, item_id: 'r', delta: 'hm' },
      text({ output_index: 1, item_id: 'm', delta: 'so' }),
      added(2, call('a')),
      completed({ output: [message('so', { id: 'x' }), call('a', { id: 'y', arguments: '{}' })] }),
    )
    expect(reply?.parts).toMatchObject([{ text: 'hm' }, { text: 'so' }, { id: 'a', input: '{}' }])
  })

  it('may be the whole answer', () => {
    const { reader, reply } = read({
      object: 'response',
      status: 'completed',
      model: 'test-model-1',
      output: [
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'hm' }] },
        message('one'),
        message('two'),
        call('a', { arguments: { x: 1 } }),
      ],
      usage: { input_tokens: 3, output_tokens: 2 },
    })
    expect(reader.isOver).toBe(true)
    expect(reply).toMatchObject({
      stop: 'calls',
      model: 'test-model-1',
      usage: { inputTokens: 3, outputTokens: 2 },
      parts: [{ text: 'hm' }, { text: 'one' }, { text: 'two' }, { id: 'a', input: '{"x":1}' }],
    })
  })
})

describe('calls', () => {
  it('are announced when their name is known, with what came before it', () => {
    const { deltas } = read(
      added(0, call('a', { name: undefined })),
      args({ output_index: 0, delta: '{"x"' }),
      done(0, call('a', { arguments: '{"x":1}' })),
      completed(),
    )
    expect(deltas).toEqual([
      { type: 'call', index: 0, name: 'read', input: '{"x"' },
      { type: 'call', index: 0, input: ':1}' },
    ])
  })

  it('without a name are announced at the end, under one that no tool has', () => {
    const { deltas, reply } = read(done(0, call('a', { name: '', arguments: '{}' })), completed())
    expect(deltas).toEqual([{ type: 'call', index: 0, name: 'unnamed', input: '{}' }])
    expect(reply?.parts).toMatchObject([{ id: 'a', name: 'unnamed', input: '{}' }])
  })
})

describe('reasoning', () => {
  const sealed = { type: 'reasoning', id: 'r', summary: [], encrypted_content: 'whole' }
  const kept = (...events: object[]) => parts(...events, completed())?.[0]?.opaque

  it('is read from summaries and from the open, one part after another', () => {
    const summary = { type: 'response.reasoning_summary_text.delta', output_index: 0 }
    const open = { type: 'response.reasoning_text.delta', output_index: 1 }
    const made = parts(
      { ...summary, summary_index: 0, delta: 'one. ' },
      { ...summary, summary_index: 1, delta: 'two.' },
      { ...open, delta: 'three' },
      completed(),
    )
    expect(made).toMatchObject([
      { type: 'reasoning', text: 'one. two.' },
      { type: 'reasoning', text: 'three' },
    ])
  })

  it('is kept as the finished item has it, not as its beginning or a copy does', () => {
    const opaque = kept(
      added(0, { ...sealed, encrypted_content: 'who' }),
      done(0, { ...sealed, status: 'completed' }),
      completed({ output: [{ ...sealed, id: 'other', encrypted_content: null }] }),
    )
    expect(opaque).toEqual({ provider: 'here', item: sealed })
  })

  it('in the open is kept with its content', () => {
    const content = [{ type: 'reasoning_text', text: 'hm' }]
    const item = { type: 'reasoning', id: 'r', summary: [], content }
    const opaque = kept(done(0, { ...item, encrypted_content: null }))
    expect(opaque).toEqual({ provider: 'here', item })
  })

  it.each([
    ['not finished', added(0, sealed)],
    ['cut', done(0, { ...sealed, status: 'incomplete' })],
    ['a summary alone', done(0, { type: 'reasoning', id: 'r', summary: [{ text: 'hm' }] })],
  ])('that is %s is not kept for the server', (_, event) => {
    expect(kept(event)).toEqual({ provider: 'here' })
  })
})

describe('the end', () => {
  it('is missing when no event says so', () => {
    expect(read(done(0, message('all'))).ending).toEqual({ kind: 'truncated' })
    expect(read({ object: 'response', status: 'in_progress' }).ending.kind).toBe('truncated')
  })

  it('is what xAI calls done', () => {
    const made = read(done(0, message('all')), { type: 'response.done', response: {} })
    expect(made.reader.isOver).toBe(true)
    expect(made.reply).toMatchObject({ stop: 'end', parts: [{ text: 'all' }] })
  })

  it('is said by the event where the response says nothing', () => {
    expect(read({ type: 'response.incomplete' }).reply?.stop).toBe('length')
    expect(read({ type: 'response.failed' }).ending.kind).toBe('error')
  })

  it('that somebody asked for is an interruption', () => {
    const ending = { kind: 'interrupted', reason: 'cancelled' }
    expect(read(completed({ status: 'cancelled' })).ending).toEqual(ending)
  })

  it('in a refusal is no reply, unless something else was said', () => {
    const content = [{ type: 'refusal', refusal: 'I will not' }]
    const refusal = done(0, { type: 'message', content })
    expect(read(refusal, completed()).ending).toEqual({ kind: 'refused', text: 'I will not' })
    expect(read(refusal, done(1, call('a')), completed()).reply?.stop).toBe('calls')
  })
})

it('usage is read with its caches and its reasoning', () => {
  const usage = {
    input_tokens: 9,
    output_tokens: 5,
    input_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
    output_tokens_details: { reasoning_tokens: 3 },
  }
  expect(read(completed({ usage })).reply?.usage).toEqual({
    inputTokens: 9,
    outputTokens: 5,
    cacheReadTokens: 4,
    cacheWriteTokens: 2,
    reasoningTokens: 3,
  })
  expect(read(completed({ usage: {} })).reply).not.toHaveProperty('usage')
})

describe('a call that is not known to be whole', () => {
  const item = { type: 'function_call', id: 'fc', call_id: 'c', name: 'deploy', arguments: '' }
  const begun = { type: 'response.output_item.added', output_index: 0, item }
  const pieces = (delta: string) => ({
    type: 'response.function_call_arguments.delta',
    output_index: 0,
    delta,
  })
  const told = (members: object) => ({
    type: 'response.output_item.done',
    output_index: 0,
    item: { ...item, ...members },
  })
  const over = { type: 'response.completed', response: { status: 'completed', output: [] } }

  it.each<[string, object[]]>([
    ['has nothing of its arguments', [begun]],
    [
      'is told in two ways',
      [begun, pieces('{"env":"prod"}'), told({ arguments: '{"env":"prod","dry":true}' })],
    ],
    ['is incomplete', [begun, pieces('{"a":'), told({ arguments: '{"a":', status: 'incomplete' })]],
  ])('makes no reply: it %s', (_, events) => {
    const reader = new ResponseReader({ provider: 'here', callId: (index) => `made_${index}` })
    for (const event of [...events, over]) reader.accept(event)
    expect(reader.end()).toEqual({ kind: 'truncated' })
  })
})
