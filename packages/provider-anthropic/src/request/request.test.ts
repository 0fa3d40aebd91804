import type { Message, ModelRequest, Reply } from '@harness/kernel'
import { asking, loopback, replyFrom } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { begin, delta, end, fine, over, start, stop, stream, text } from '../__fixtures__/events.ts'
import { anthropicProvider } from '../anthropic-provider.ts'

/** The body that a request is sent with. */
async function sent(request: Partial<ModelRequest>) {
  await using server = await loopback({ body: fine })
  await replyFrom(anthropicProvider({ baseUrl: server.url }), asking(request))
  return JSON.parse(server.requests[0]!.text)
}

const said = (words: string): Message => ({
  role: 'user',
  content: [{ type: 'text', text: words }],
})
const result = (id: string, words: string, failed = false): Message => ({
  role: 'tool',
  id,
  name: 'read',
  content: [{ type: 'text', text: words }],
  failed,
})
const reply = (...parts: Reply['parts']): Message => ({
  role: 'assistant',
  reply: { parts, stop: 'end' },
})
const call = (id: string, input = '{"a": 1}') => ({
  type: 'call' as const,
  id,
  name: 'read',
  input,
})
const control = { cache_control: { type: 'ephemeral' } }

describe('the messages', () => {
  it('take turns: results and what a person said after them are one of the user’s', async () => {
    const messages = [
      said('go'),
      reply({ type: 'text', text: 'Two.' }, call('c1'), call('c2', 'no json')),
      result('c1', 'one'),
      result('c2', 'bad', true),
      said('and?'),
      said('well?'),
    ]
    expect((await sent({ messages })).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'go', ...control }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'Two.' },
          { type: 'tool_use', id: 'c1', name: 'read', input: { a: 1 } },
          { type: 'tool_use', id: 'c2', name: 'read', input: {} },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'c1', content: 'one' },
          { type: 'tool_result', tool_use_id: 'c2', content: 'bad', is_error: true },
          { type: 'text', text: 'and?' },
          { type: 'text', text: 'well?', ...control },
        ],
      },
    ])
  })

  it('leave out what the API refuses: blank text, replies of nothing, letters in ids', async () => {
    const messages = [said('go'), reply({ type: 'text', text: ' \n' }), said(' '), said('on')]
    expect((await sent({ messages })).messages).toMatchObject([
      { role: 'user', content: [{ text: 'go' }, { text: 'on' }] },
    ])
    const foreign = [said('go'), reply(call('functions.read:0')), result('functions.read:0', 'x')]
    const [, asked, answered] = (await sent({ messages: foreign })).messages
    expect(asked.content[0].id).toBe('functions_read_0')
    expect(answered.content[0].tool_use_id).toBe('functions_read_0')
  })

  it('carry images of people and of results', async () => {
    const image = { type: 'image' as const, mediaType: 'image/png', artifact: 'sha256:x' }
    const messages: Message[] = [
      { role: 'user', content: [image] },
      reply(call('c1')),
      { role: 'tool', id: 'c1', name: 'read', content: [image], failed: false },
    ]
    const body = await sent({ messages, image: async () => new Uint8Array([1, 2]) })
    const block = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'AQI=' },
    }
    expect(body.messages[0].content).toEqual([{ ...block, ...control }])
    expect(body.messages[2].content[0].content).toEqual([block])
  })

  it('only grow at their end: what a cache was told stays as it was', async () => {
    await using server = await loopback({ body: fine })
    const provider = anthropicProvider({ baseUrl: server.url })
    const messages: Message[] = [said('go')]
    let before = ''
    for (let turn = 0; turn < 30; turn++) {
      await replyFrom(provider, asking({ system: 'You test.', messages: [...messages] }))
      const body = JSON.parse(server.requests.at(-1)!.text)
      const breakpoints = JSON.stringify(body).split('cache_control').length - 1
      expect(breakpoints).toBe(turn === 0 ? 2 : 3)
      const bare = JSON.stringify(body.messages).replaceAll(
        `,${JSON.stringify(control).slice(1, -1)}`,
        '',
      )
      expect(bare.startsWith(before)).toBe(true)
      before = bare.slice(0, -1)
      messages.push(
        reply({ type: 'text', text: `turn ${turn}` }, call(`c${turn}`)),
        result(`c${turn}`, 'x'),
      )
    }
  })
})

describe('breakpoints', () => {
  const places = (body: any): string[] =>
    [
      ...(body.tools ?? []).map((tool: any) => ['tool', tool]),
      ...(body.system ?? []).map((block: any) => ['system', block]),
      ...body.messages.flatMap(({ content }: any, at: number) =>
        content.map((block: any, place: number) => [`${at}.${place} ${block.type}`, block]),
      ),
    ].flatMap(([place, block]) => ('cache_control' in block ? [place] : []))

  it('stand after the system prompt and where the newest two messages of the user’s end', async () => {
    const messages: Message[] = [said('go')]
    for (const id of ['a', 'b', 'c'])
      messages.push(reply(call(id)), result(id, ''), result(id, 'x'))
    const tools = [{ name: 'read', description: '', input: {} }]
    const body = await sent({ system: 'Be.', tools, messages: [...messages, said('and?')] })
    expect(places(body)).toEqual(['system', '4.1 tool_result', '6.2 text'])
    const next = await sent({
      system: 'Be.',
      tools,
      messages: [...messages, said('and?'), reply(call('d')), result('d', '')],
    })
    expect(places(next)).toEqual(['system', '6.2 text', '8.0 tool_result'])
    expect(next.messages[8].content[0]).not.toHaveProperty('content')
  })

  it('are never on thinking, although a conversation ends with it', async () => {
    const opaque = { provider: 'anthropic', signature: 's' }
    const thoughts = reply(
      { type: 'reasoning', text: 'Hm', opaque },
      { type: 'text', text: 'So.' },
      { type: 'reasoning', text: 'Hm', opaque },
    )
    expect(places(await sent({ messages: [said('go'), thoughts] }))).toEqual(['0.0 text'])
  })
})

describe('thinking', () => {
  const thought = stream(
    begin(),
    start(0, { type: 'thinking', thinking: '' }),
    delta(0, { type: 'thinking_delta', thinking: 'Hm' }),
    delta(0, { type: 'signature_delta', signature: 'sig' }),
    stop(0),
    start(1, { type: 'redacted_thinking', data: 'xyz' }),
    stop(1),
    ...text(2, 'So.'),
    end('end_turn'),
    over,
  )

  it('goes back in its place, signed, to the one who thought it', async () => {
    await using server = await loopback({ body: thought })
    const provider = anthropicProvider({ baseUrl: server.url })
    const answer = await replyFrom(provider)
    const messages: Message[] = [said('go'), { role: 'assistant', reply: answer }, said('on')]
    await replyFrom(provider, asking({ messages }))
    expect(JSON.parse(server.requests[1]!.text).messages[1].content).toEqual([
      { type: 'thinking', thinking: 'Hm', signature: 'sig' },
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'text', text: 'So.' },
    ])
    await replyFrom(anthropicProvider({ baseUrl: server.url, name: 'other' }), asking({ messages }))
    expect(JSON.parse(server.requests[2]!.text).messages[1].content).toEqual([
      { type: 'text', text: 'So.' },
    ])
  })

  it.each([
    ['claude-opus-5-5', 'high', { type: 'adaptive', display: 'summarized' }, 'high'],
    ['claude-sonnet-4-6', 'low', { type: 'adaptive', display: 'summarized' }, 'low'],
    ['claude-haiku-4-5', 'medium', { type: 'enabled', budget_tokens: 8192 }, undefined],
    ['claude-sonnet-4-20250514', 'high', { type: 'enabled', budget_tokens: 16384 }, undefined],
    ['deepseek-chat', 'high', { type: 'enabled', budget_tokens: 16384 }, undefined],
    ['claude-opus-5-5', 'minimal', { type: 'adaptive', display: 'summarized' }, 'low'],
    ['claude-opus-5', 'none', { type: 'disabled' }, undefined],
    ['claude-haiku-4-5', 'none', { type: 'disabled' }, undefined],
    ['deepseek-chat', 'none', { type: 'disabled' }, undefined],
    ['claude-sonnet-5-5', 'none', { type: 'between_tools' }, undefined],
    // These always think.
    ['claude-opus-5-5', 'none', undefined, 'low'],
    ['claude-fable-5-1', 'none', undefined, 'low'],
  ])('of %s at %s is asked for as that model wants it', async (id, effort, thinking, told) => {
    const body = await sent({ model: { provider: 'p', id, reasoningEffort: effort } })
    expect(body.thinking).toEqual(thinking)
    expect(body.output_config?.effort).toBe(told)
  })

  it.each([
    [20_000, { type: 'enabled', budget_tokens: 16_384 }],
    [9_000, { type: 'enabled', budget_tokens: 7_976 }],
    [1_500, { type: 'enabled', budget_tokens: 1_024 }],
    [1_024, undefined],
  ])('by budget leaves room in a reply of %i tokens', async (maxOutputTokens, thinking) => {
    const model = { provider: 'p', id: 'claude-haiku-4-5', reasoningEffort: 'high' }
    expect((await sent({ model: { ...model, maxOutputTokens } })).thinking).toEqual(thinking)
  })

  it('that nothing follows is left out, and so is a reply of nothing else', async () => {
    const own = (members: object) => ({ provider: 'anthropic', ...members })
    const signed = { type: 'reasoning' as const, text: 'Hm', opaque: own({ signature: 's' }) }
    const redacted = own({ block: { type: 'redacted_thinking', data: 'x' } })
    const messages = [
      said('go'),
      reply(signed, { type: 'text', text: 'So.' }, { ...signed, opaque: redacted }),
      said('on'),
      reply(signed),
      said('well?'),
    ]
    const { messages: wire } = await sent({ messages })
    expect(wire[1].content.map(({ type }: { type: string }) => type)).toEqual(['thinking', 'text'])
    expect(wire).toHaveLength(3)
    expect(wire[2].content).toMatchObject([{ text: 'on' }, { text: 'well?' }])
  })
})

it.each([
  ['claude-opus-5-5', undefined, false],
  ['claude-haiku-4-5', undefined, false],
  ['glm-5', undefined, true],
  ['glm-5', 'high', false],
])('a temperature for %s that thinks at %s is sent: %s', async (id, reasoningEffort, isSent) => {
  const effort = reasoningEffort !== undefined && { reasoningEffort }
  const body = await sent({ model: { provider: 'p', id, temperature: 0.5, ...effort } })
  expect('temperature' in body).toBe(isSent)
})

it.each([
  ['claude-3-haiku-20240307', 4_096],
  ['claude-3-5-sonnet-20241022', 8_192],
  ['claude-opus-4-1-20250805', 32_000],
  ['claude-opus-4-5', 64_000],
  ['claude-sonnet-5-5', 64_000],
  ['glm-5', 32_000],
])('a reply of %s is bounded by %i tokens unless another bound is given', async (id, bound) => {
  const model = { provider: 'p', id }
  expect((await sent({ model })).max_tokens).toBe(bound)
  expect((await sent({ model: { ...model, maxOutputTokens: 7 } })).max_tokens).toBe(7)
})

it('says what was asked for and nothing else', async () => {
  const schema = { type: 'object', properties: {} }
  const tools = [{ name: 'read', description: 'Reads.', input: schema }]
  const model = { provider: 'anthropic', id: 'm', temperature: 0, maxOutputTokens: 9 }
  expect(await sent({ model, system: 'Be.', tools, output: schema })).toEqual({
    model: 'm',
    max_tokens: 9,
    tools: [{ name: 'read', description: 'Reads.', input_schema: schema }],
    system: [{ type: 'text', text: 'Be.', ...control }],
    messages: [{ role: 'user', content: [{ type: 'text', text: 'Go on.', ...control }] }],
    temperature: 0,
    output_config: { format: { type: 'json_schema', schema } },
    stream: true,
  })
  expect((await sent({ tools })).tools[0]).toMatchObject(control)
})
