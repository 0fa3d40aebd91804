import type { ModelDelta } from '@harness/kernel'
import { describe, expect, it } from 'vitest'

import { call, delta, usage } from '../../__fixtures__/events.ts'
import { ReplyBuilder } from './reply-builder.ts'

function build(chunks: unknown[], separateReasoning = false, thinkTags = false) {
  const callId = (index: number) => `made_${index}`
  const builder = new ReplyBuilder({ provider: 'here', callId, separateReasoning, thinkTags })
  const deltas: ModelDelta[] = chunks.flatMap((chunk) => builder.accept(chunk))
  deltas.push(...builder.finish())
  const ending = builder.end()
  return { deltas, ending, reply: ending.kind === 'reply' ? ending.reply : undefined }
}

const parts = (...chunks: unknown[]) => build(chunks).reply?.parts
const calls = delta({}, 'tool_calls')

describe('tool calls', () => {
  it('are put together by index when their pieces are mixed', () => {
    const made = parts(
      call({ index: 0, id: 'a', function: { name: 'read', arguments: '{"p' } }),
      call({ index: 1, id: 'b', function: { name: 'list', arguments: '{' } }),
      call({ index: 0, function: { arguments: '":1}' } }),
      call({ index: 1, function: { arguments: '}' } }),
      calls,
    )
    expect(made).toEqual([
      { type: 'call', id: 'a', name: 'read', input: '{"p":1}' },
      { type: 'call', id: 'b', name: 'list', input: '{}' },
    ])
  })

  it('may come whole, without an index and without an id', () => {
    const made = parts(
      delta({
        tool_calls: [
          { function: { name: 'read', arguments: '{"a":1}' } },
          { function: { name: 'read', arguments: { b: 2 } } },
        ],
      }),
      delta({}, 'stop'),
    )
    expect(made).toEqual([
      { type: 'call', id: 'made_0', name: 'read', input: '{"a":1}' },
      { type: 'call', id: 'made_1', name: 'read', input: '{"b":2}' },
    ])
  })

  it('are two when the same index comes with a new id and a name', () => {
    const made = parts(
      call({ index: 0, id: 'a', function: { name: 'read', arguments: '{}' } }),
      call({ index: 0, id: 'b', function: { name: 'read', arguments: '{' } }),
      call({ index: 0, function: { arguments: '}' } }),
      calls,
    )
    expect(made?.map((part) => part.type === 'call' && [part.id, part.input])).toEqual([
      ['a', '{}'],
      ['b', '{}'],
    ])
  })

  it('are never left with the same id', () => {
    const whole = (index: number) =>
      call({ index, id: 'same', function: { name: 'read', arguments: '{}' } })
    const made = parts(whole(0), whole(1), calls)
    expect(made?.map((part) => part.type === 'call' && part.id)).toEqual(['same', 'made_1'])
  })

  it('are announced when their name is known, with what came before it', () => {
    const { deltas, reply } = build([
      call({ index: 0, id: 'a', function: { arguments: '{"x"' } }),
      call({ index: 0, id: 'a', function: { name: 'late', arguments: ':1' } }),
      call({ index: 0, function: { name: '', arguments: '}' } }),
      calls,
    ])
    expect(deltas).toEqual([
      { type: 'call', index: 0, name: 'late', input: '{"x":1' },
      { type: 'call', index: 0, input: '}' },
    ])
    expect(reply?.parts[0]).toMatchObject({ name: 'late', input: '{"x":1}' })
  })

  it('may come as the function call of old servers', () => {
    const { reply } = build([
      delta({ function_call: { name: 'read', arguments: '{' } }),
      delta({ function_call: { arguments: '}' } }, 'function_call'),
    ])
    expect(reply).toMatchObject({ stop: 'calls', parts: [{ name: 'read', input: '{}' }] })
  })

  it('keep what the server put beside them', () => {
    const extra = { google: { thought_signature: 'abc' } }
    const made = parts(
      call({ index: 0, id: 'a', function: { name: 'f', arguments: '{}' }, extra_content: extra }),
      calls,
    )
    expect(made?.[0]?.opaque).toEqual({ provider: 'here', extra })
  })

  it('without a name get one that no tool has, beside the others', () => {
    const { deltas, reply } = build([
      call({ index: 0, id: 'a', function: { name: '', arguments: '{"x":1}' } }),
      call({ index: 1, id: 'b', function: { name: 'read', arguments: '{}' } }),
      calls,
    ])
    expect(reply?.parts).toEqual([
      { type: 'call', id: 'a', name: 'unnamed', input: '{"x":1}' },
      { type: 'call', id: 'b', name: 'read', input: '{}' },
    ])
    expect(deltas.at(-1)).toEqual({ type: 'call', index: 0, name: 'unnamed', input: '{"x":1}' })
  })
})

describe('reasoning', () => {
  it.each(['reasoning_content', 'reasoning'])('is read from %s and kept as such', (field) => {
    const made = parts(
      delta({ [field]: 'let ', content: null }),
      delta({ [field]: 'me', content: '' }),
      delta({ content: 'so' }, 'stop'),
    )
    expect(made).toEqual([
      { type: 'reasoning', text: 'let me', opaque: { provider: 'here', field } },
      { type: 'text', text: 'so' },
    ])
  })

  it('is told once when a server sends it in two fields', () => {
    const made = parts(delta({ reasoning: 'x', reasoning_content: 'x' }), delta({}, 'stop'))
    expect(made).toMatchObject([{ text: 'x' }])
  })

  it('inside the content stands where it came', () => {
    const thinking = (text: string) => [{ type: 'thinking', thinking: [{ type: 'text', text }] }]
    const made = parts(
      delta({ content: thinking('one') }),
      delta({ content: [{ type: 'text', text: 'said' }] }),
      delta({ content: thinking('two') }, 'stop'),
    )
    expect(made).toMatchObject([{ text: 'one' }, { text: 'said' }, { text: 'two' }])
  })

  it('has its details joined into the blocks they were cut from', () => {
    const block = { type: 'reasoning.text', index: 0, format: 'f' }
    const sealed = { type: 'reasoning.encrypted', index: 0, data: 'xyz' }
    const made = parts(
      delta({ reasoning: 'a', reasoning_details: [{ ...block, text: 'a' }] }),
      delta({ reasoning: 'b', reasoning_details: [{ ...block, text: 'b' }] }),
      delta({ reasoning_details: [{ ...block, signature: 's' }, sealed] }, 'stop'),
    )
    expect(made).toMatchObject([
      { text: 'ab', opaque: { details: [{ ...block, text: 'ab', signature: 's' }, sealed] } },
    ])
  })

  it('that is sealed is kept although there is nothing to read', () => {
    const sealed = { type: 'reasoning.encrypted', data: 'xyz' }
    const made = parts(delta({ content: 'hi', reasoning_details: [sealed] }), delta({}, 'stop'))
    expect(made?.[1]).toMatchObject({ type: 'reasoning', text: '', opaque: { details: [sealed] } })
  })
})

describe('the end', () => {
  it('is missing when no finish reason came', () => {
    expect(build([delta({ content: 'half' })]).ending).toEqual({ kind: 'truncated' })
    expect(build([]).ending).toEqual({ kind: 'truncated' })
  })

  it('is also said by the chunk of usage alone, unless more follows', () => {
    const tokens = usage({ prompt_tokens: 3, completion_tokens: 1 })
    expect(build([delta({ content: 'a' }), tokens]).reply).toMatchObject({ stop: 'end' })
    expect(build([tokens, delta({ content: 'a' })]).ending.kind).toBe('truncated')
  })

  it.each([
    ['stop', 'end'],
    ['eos', 'end'],
    ['length', 'length'],
    ['model_length', 'length'],
  ])('of reason %s is %s', (reason, stop) => {
    expect(build([delta({ content: 'a' }, reason)]).reply?.stop).toBe(stop)
  })

  it('of reason stop after a call still waits for results', () => {
    const chunk = call({ index: 0, id: 'a', function: { name: 'f', arguments: '' } })
    expect(build([chunk, delta({}, 'stop')]).reply?.stop).toBe('calls')
  })

  it('by a filter or in a refusal is no reply', () => {
    expect(build([delta({ content: 'a' }, 'content_filter')]).ending.kind).toBe('refused')
    const refused = build([delta({ refusal: 'I ' }), delta({ refusal: 'will not' }, 'stop')])
    expect(refused.ending).toEqual({ kind: 'refused', text: 'I will not' })
    expect(build([delta({ content: 'a', refusal: '' }, 'stop')]).ending.kind).toBe('reply')
  })

  it('by an overloaded server is an interruption', () => {
    const chunk = delta({ content: 'a' }, 'insufficient_system_resource')
    expect(build([chunk]).ending.kind).toBe('interrupted')
  })
})

describe('usage', () => {
  const read = (members: object, separate = false) =>
    build([delta({ content: 'a' }, 'stop'), usage(members)], separate).reply?.usage

  it('is read with its caches and its reasoning', () => {
    const tokens = {
      prompt_tokens: 9,
      completion_tokens: 5,
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 2 },
      completion_tokens_details: { reasoning_tokens: 3 },
    }
    expect(read(tokens)).toEqual({
      inputTokens: 9,
      outputTokens: 5,
      cacheReadTokens: 4,
      cacheWriteTokens: 2,
      reasoningTokens: 3,
    })
    expect(read({ prompt_tokens: 9, completion_tokens: 5, prompt_cache_hit_tokens: 4 })).toEqual({
      inputTokens: 9,
      outputTokens: 5,
      cacheReadTokens: 4,
    })
  })

  it('adds reasoning that the server bills beside the output', () => {
    const completion_tokens_details = { reasoning_tokens: 7 }
    const tokens = { prompt_tokens: 9, completion_tokens: 5, completion_tokens_details }
    expect(read({ ...tokens, total_tokens: 21 }, true)?.outputTokens).toBe(12)
    expect(read({ ...tokens, total_tokens: 14 }, true)?.outputTokens).toBe(5)
  })

  it('may stand in the chunk of the end, or beside it', () => {
    const said = { prompt_tokens: 1, completion_tokens: 2 }
    const expected = { inputTokens: 1, outputTokens: 2 }
    const end = delta({ content: 'a' }, 'stop')
    expect(build([{ ...end, usage: said }]).reply?.usage).toEqual(expected)
    expect(build([{ ...end, x_groq: { usage: said } }]).reply?.usage).toEqual(expected)
    expect(build([{ ...end, usage: null }]).reply).not.toHaveProperty('usage')
  })
})

it('survives chunks of any shape', () => {
  const strange = [
    null,
    'text',
    7,
    [],
    {},
    { choices: null },
    { choices: [null, 7, {}] },
    { choices: [{ delta: null }] },
    delta({ content: 7, tool_calls: [null, 'x', {}], reasoning_details: [null, 7] }),
    { usage: { prompt_tokens: 'many' } },
  ]
  expect(build([...strange.slice(0, 8), ...strange.slice(9)]).ending.kind).toBe('truncated')
  expect(build([...strange, delta({}, 'stop')]).reply?.parts).toMatchObject([{ name: 'unnamed' }])
})

it('takes 100,000 chunks in no time', () => {
  const chunk = delta({ content: 'word ' })
  const started = process.cpuUsage()
  const { reply } = build([...Array<object>(100_000).fill(chunk), delta({}, 'stop')])
  const used = process.cpuUsage(started).user / 1000
  expect(reply?.parts[0]).toHaveProperty('text.length', 500_000)
  expect(used).toBeLessThan(2000)
})

describe('reasoning between tags', () => {
  const said = (text: string, size: number) => {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []
    const chunks = pieces.map((content) => delta({ content }))
    return build([...chunks, delta({}, 'stop')], false, true)
  }

  it.each([1, 3, 100])('is told apart, however it is cut: %i', (size) => {
    const { deltas, reply } = said('\n<think>Is 1 </ 2?\n</think>\n\nYes, <think>.', size)
    expect(reply?.parts).toMatchObject([
      { type: 'reasoning', text: 'Is 1 </ 2?\n' },
      { type: 'text', text: 'Yes, <think>.' },
    ])
    for (const [index, part] of reply!.parts.entries()) {
      const told = deltas.flatMap((each) =>
        each.index === index && 'text' in each ? each.text : [],
      )
      expect(told.join('')).toBe('text' in part && part.text)
    }
  })

  it.each(['<thing>', '<thi', 'a <think>b</think>', '  '])('is none in %j', (text) => {
    expect(said(text, 2).reply?.parts).toMatchObject([{ type: 'text', text }])
  })

  it('may be all there is', () => {
    expect(said('<think>Hm </th', 4).reply?.parts).toMatchObject([{ text: 'Hm </th' }])
  })
})
