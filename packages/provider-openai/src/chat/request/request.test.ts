import type { Message, ModelRequest, Reply } from '@harness/kernel'
import { describe, expect, it } from 'vitest'

import { ask, asking, replyFrom } from '@harness/kernel/testing'
import { delta, events, fine } from '../../__fixtures__/events.ts'
import { loopback } from '@harness/kernel/testing'
import { openaiProvider } from '../../openai-provider.ts'

const user = (text: string): Message => ({ role: 'user', content: [{ type: 'text', text }] })
const image = {
  type: 'image' as const,
  mediaType: 'image/png',
  artifact: `sha256:${'0'.repeat(64)}`,
}

/** The body of the request that these members make. */
async function sent(members: Partial<ModelRequest>, name = 'openai') {
  await using server = await loopback({ body: fine })
  await replyFrom(openaiProvider({ baseUrl: server.url, name }), asking(members))
  return JSON.parse(server.requests[0]!.text)
}

const messages = async (list: Message[], name?: string) =>
  (await sent({ messages: list }, name)).messages

describe('the request', () => {
  it('says what was asked for and nothing else', async () => {
    expect(await sent({})).toEqual({
      model: 'test-model',
      messages: [{ role: 'user', content: 'Go on.' }],
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  it('carries the system prompt, the tools and the options of the model', async () => {
    const input = { type: 'object', properties: { path: { type: 'string' } } }
    const model = {
      provider: 'openai',
      id: 'm',
      temperature: 0,
      maxOutputTokens: 99,
      reasoningEffort: 'low',
    }
    const tools = [{ name: 'read', description: 'Reads.', input }]
    expect(await sent({ system: 'Be brief.', model, tools })).toMatchObject({
      model: 'm',
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }],
      temperature: 0,
      max_tokens: 99,
      reasoning_effort: 'low',
      tools: [
        { type: 'function', function: { name: 'read', description: 'Reads.', parameters: input } },
      ],
    })
  })

  it('sends the key as a bearer token, and none when there is none', async () => {
    await using server = await loopback({ body: fine })
    await ask(openaiProvider({ baseUrl: server.url, apiKey: ' sk-abc\n', headers: { 'x-a': 'b' } }))
    await ask(openaiProvider({ baseUrl: server.url }))
    const [first, second] = server.requests
    expect(first!.headers).toMatchObject({ authorization: 'Bearer sk-abc', 'x-a': 'b' })
    expect(second!.headers).not.toHaveProperty('authorization')
  })
})

describe('messages', () => {
  it('carry images as data', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const content = [{ type: 'text' as const, text: 'See:' }, image]
    const body = await sent({
      messages: [{ role: 'user', content }],
      image: () => Promise.resolve(bytes),
    })
    expect(body.messages[0].content).toEqual([
      { type: 'text', text: 'See:' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
    ])
  })

  it('answer calls under their own ids, images after the whole group', async () => {
    const result = (id: string, ...content: any[]): Message => ({
      role: 'tool',
      id,
      name: 'look',
      content: [{ type: 'text', text: `of ${id}` }, ...content],
      failed: false,
    })
    const call = (id: string) => ({ type: 'call' as const, id, name: 'look', input: '{}' })
    const assistant: Message = {
      role: 'assistant',
      reply: { parts: [call('a'), call('b')], stop: 'calls' },
    }
    const wire = await messages([user('x'), assistant, result('a', image), result('b'), user('y')])
    expect(wire.slice(2)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: 'of a' },
      { role: 'tool', tool_call_id: 'b', content: 'of b' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Images of look (a):' },
          { type: 'text', text: '[an image that is no longer there]' },
        ],
      },
      { role: 'user', content: 'y' },
    ])
  })

  it('send calls back unchanged, also when their arguments are not JSON', async () => {
    const parts: Reply['parts'] = [
      { type: 'text', text: 'Now.' },
      { type: 'call', id: 'x:0', name: 'edit', input: '{"a": ' },
      { type: 'call', id: 'x:1', name: 'list', input: '' },
    ]
    const wire = await messages([user('x'), { role: 'assistant', reply: { parts, stop: 'calls' } }])
    expect(wire[1]).toEqual({
      role: 'assistant',
      content: 'Now.',
      tool_calls: [
        { id: 'x:0', type: 'function', function: { name: 'edit', arguments: '{"a": ' } },
        { id: 'x:1', type: 'function', function: { name: 'list', arguments: '{}' } },
      ],
    })
  })
})

describe('a reply sent back', () => {
  /** What a server gets back of the message it streamed. */
  async function again(members: object, name = 'openai') {
    const body = events(delta(members), delta({}, 'stop'))
    await using server = await loopback({ body })
    const first = await replyFrom(openaiProvider({ baseUrl: server.url }))
    const wire = await messages([user('x'), { role: 'assistant', reply: first }], name)
    return wire[1]
  }

  it.each([
    { reasoning_content: 'hm', content: 'so' },
    { reasoning: 'hm', content: 'so' },
    { reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }], content: 'so' },
    { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', text: 'hm' }], content: 'so' },
    {
      content: null,
      tool_calls: [
        {
          id: 'a',
          type: 'function',
          function: { name: 'f', arguments: '{}' },
          extra_content: { google: { thought_signature: 's' } },
        },
      ],
    },
    {
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
        { type: 'text', text: 'so' },
      ],
    },
  ])('is what the server sent: %j', async (members) => {
    expect(await again(members)).toEqual({ role: 'assistant', ...members })
  })

  it('to another provider has only what every server knows', async () => {
    const members = { reasoning_content: 'hm', content: 'so' }
    expect(await again(members, 'elsewhere')).toEqual({ role: 'assistant', content: 'so' })
  })
})

it('asks for text that follows a schema, and goes without where that is unknown', async () => {
  const schema = { type: 'object', properties: {} }
  const body = JSON.stringify({ error: { message: 'no', param: 'response_format' } })
  await using server = await loopback({ body: fine }, { status: 400, body }, { body: fine })
  const provider = openaiProvider({ baseUrl: server.url })
  await replyFrom(provider, asking({ output: schema }))
  await replyFrom(provider, asking({ output: schema }))
  const formats = server.requests.map(({ text }) => JSON.parse(text).response_format)
  const format = { type: 'json_schema', json_schema: { name: 'output', schema, strict: false } }
  expect(formats).toEqual([format, format, undefined])
})

describe('an endpoint that does not know a member', () => {
  const refuse = (error: object) => ({ status: 400, body: JSON.stringify({ error }) })

  it.each([{ message: 'unknown', param: 'stream_options' }, { message: 'Bad Request' }])(
    'is asked again without stream_options, and never again with it: %j',
    async (error) => {
      await using server = await loopback(refuse(error), { body: fine })
      const provider = openaiProvider({ baseUrl: server.url })
      await replyFrom(provider)
      await replyFrom(provider)
      expect(server.requests.map(({ text }) => 'stream_options' in JSON.parse(text))).toEqual([
        true,
        false,
        false,
      ])
    },
  )

  it('is not asked twice for another fault', async () => {
    await using server = await loopback(refuse({ message: 'no', param: 'temperature' }))
    await ask(openaiProvider({ baseUrl: server.url }))
    expect(server.requests).toHaveLength(1)
  })

  it('is told the limit under its other name', async () => {
    const error = { code: 'unsupported_parameter', param: 'max_tokens', message: 'no' }
    await using server = await loopback(refuse(error), { body: fine })
    const model = { provider: 'openai', id: 'o', maxOutputTokens: 5 }
    await replyFrom(openaiProvider({ baseUrl: server.url }), asking({ model }))
    expect(JSON.parse(server.requests[1]!.text)).toMatchObject({ max_completion_tokens: 5 })
    expect(JSON.parse(server.requests[1]!.text)).not.toHaveProperty('max_tokens')
  })
})
