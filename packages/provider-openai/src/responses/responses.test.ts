import type { Message, ModelRequest } from '@harness/kernel'
import { ask, asking, failureFrom, loopback, replyFrom } from '@harness/kernel/testing'
import { describe, expect, it } from 'vitest'

import { open } from '../__fixtures__/events.ts'
import { openaiProvider } from '../openai-provider.ts'

const completed = (response: object = {}) => ({
  type: 'response.completed',
  response: { status: 'completed', ...response },
})
const fine = open({ type: 'response.output_text.delta', output_index: 0, delta: 'ok' }, completed())
const provider = (baseUrl: string, name?: string) =>
  openaiProvider({ baseUrl, api: 'responses', ...(name !== undefined && { name }) })

/** The body that a request is sent with. */
async function sent(request: Partial<ModelRequest>) {
  await using server = await loopback({ body: fine })
  await replyFrom(provider(server.url), asking(request))
  return JSON.parse(server.requests[0]!.text)
}

/** What becomes of these events. */
async function read(...events: object[]) {
  await using server = await loopback({ body: open(...events) })
  return await ask(provider(server.url))
}

describe('the request', () => {
  it('says what was asked for and keeps nothing on the server', async () => {
    const schema = { type: 'object', properties: {} }
    const tools = [{ name: 'read', description: 'Reads.', input: schema }]
    const model = { provider: 'openai', id: 'm', reasoningEffort: 'low', maxOutputTokens: 9 }
    expect(await sent({ model, system: 'Be.', tools, output: schema })).toEqual({
      model: 'm',
      instructions: 'Be.',
      tools: [
        {
          type: 'function',
          name: 'read',
          description: 'Reads.',
          parameters: schema,
          strict: false,
        },
      ],
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Go on.' }] }],
      max_output_tokens: 9,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { format: { type: 'json_schema', name: 'output', schema, strict: false } },
      store: false,
      include: ['reasoning.encrypted_content'],
      stream: true,
    })
  })

  it('carries calls, results and images of both', async () => {
    const image = { type: 'image' as const, mediaType: 'image/png', artifact: 'sha256:x' }
    const url = 'data:image/png;base64,AQI='
    const call = { type: 'call' as const, id: 'c1', name: 'read', input: '' }
    const messages: Message[] = [
      { role: 'user', content: [image] },
      { role: 'assistant', reply: { parts: [{ type: 'text', text: 'Hm.' }, call], stop: 'calls' } },
      { role: 'tool', id: 'c1', name: 'read', content: [image], failed: false },
    ]
    const { input } = await sent({ messages, image: async () => new Uint8Array([1, 2]) })
    const said = { type: 'output_text', text: 'Hm.', annotations: [] }
    const shown = { type: 'input_image', image_url: url, detail: 'auto' }
    expect(input).toEqual([
      { type: 'message', role: 'user', content: [shown] },
      { type: 'message', role: 'assistant', content: [said] },
      { type: 'function_call', call_id: 'c1', name: 'read', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c1', output: [shown] },
    ])
  })

  it('takes reasoning back in its place, to the one who thought it', async () => {
    const item = { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'xyz' }
    const body = open(
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.output_text.delta', output_index: 1, delta: 'So.' },
      completed(),
    )
    await using server = await loopback({ body })
    const reply = await replyFrom(provider(server.url))
    const request = asking({ messages: [{ role: 'assistant', reply }] })
    await replyFrom(provider(server.url), request)
    expect(JSON.parse(server.requests[1]!.text).input[0]).toEqual(item)
    await replyFrom(provider(server.url, 'other'), request)
    expect(JSON.parse(server.requests[2]!.text).input).toHaveLength(1)
  })

  it('leaves out reasoning that nothing came of, and text that is empty', async () => {
    const item = { type: 'reasoning', id: 'r1', summary: [], encrypted_content: 'xyz' }
    const reasoning = { type: 'reasoning' as const, text: '', opaque: { provider: 'openai', item } }
    const text = (said: string) => ({ type: 'text' as const, text: said })
    const parts = [reasoning, text('So.'), reasoning, text('')]
    const messages: Message[] = [{ role: 'assistant', reply: { parts, stop: 'length' } }]
    const { input } = await sent({ messages })
    expect(input).toMatchObject([item, { role: 'assistant', content: [{ text: 'So.' }] }])
    expect(input).toHaveLength(2)
  })

  it('goes without reasoning that the server cannot open, and only without that', async () => {
    const sealed = (id: string) => ({ type: 'reasoning', id, summary: [], encrypted_content: id })
    const turn = (id: string): Message => {
      const opaque = { provider: 'openai', item: sealed(id) }
      const parts = [
        { type: 'reasoning' as const, text: '', opaque },
        { type: 'text' as const, text: `after ${id}` },
      ]
      return { role: 'assistant', reply: { parts, stop: 'end' } }
    }
    const body = JSON.stringify({ error: { code: 'invalid_encrypted_content', message: 'no' } })
    const refused = { status: 400, body }
    await using server = await loopback(refused, { body: fine }, { body: fine }, refused)
    const wire = provider(server.url)
    const messages = [turn('old')]
    await replyFrom(wire, asking({ messages }))
    await replyFrom(wire, asking({ messages: [...messages, turn('new')] }))
    const sealedIn = server.requests.map(({ text }) => text.match(/"encrypted_content":"\w+"/g))
    const told = (id: string) => [`"encrypted_content":"${id}"`]
    expect(sealedIn).toEqual([told('old'), null, told('new')])
    expect((await failureFrom(wire, asking({ messages }))).code).toBe('fatal')
    expect(server.requests).toHaveLength(4)
  })

  it('sends the phase of a message back, and no id', async () => {
    const item = { type: 'message', id: 'm1', phase: 'commentary', content: [{ text: 'Hm.' }] }
    const body = open({ type: 'response.output_item.done', output_index: 0, item }, completed())
    await using server = await loopback({ body })
    const reply = await replyFrom(provider(server.url))
    const { input } = await sent({ messages: [{ role: 'assistant', reply }] })
    const content = [{ type: 'output_text', text: 'Hm.', annotations: [] }]
    expect(input).toEqual([{ type: 'message', role: 'assistant', content, phase: 'commentary' }])
  })

  it.each(['chat', 'responses'] as const)('of %s names its session to OpenAI', async (api) => {
    const chunk = { choices: [{ delta: { content: 'ok' }, finish_reason: 'stop' }] }
    await using server = await loopback({ body: api === 'chat' ? open(chunk) : fine })
    const wire = openaiProvider({ api, fetch: (_, init) => fetch(server.url, init) })
    await replyFrom(wire, asking({ key: 'session/7' }))
    expect(JSON.parse(server.requests[0]!.text)).toMatchObject({ prompt_cache_key: 'session' })
  })

  it.each(['include', 'store', 'reasoning.summary', 'text.format'])(
    'goes without %s where that is unknown',
    async (param) => {
      const error = { message: 'unknown', code: 'unknown_parameter', param }
      const refused = { status: 400, body: JSON.stringify({ error }) }
      await using server = await loopback(refused, { body: fine })
      const wire = provider(server.url)
      const model = { provider: 'o', id: 'm', reasoningEffort: 'low' }
      const request = asking({ model, output: { type: 'object' } })
      const { exchanges, end } = await ask(wire, request)
      expect(end.type).toBe('reply')
      expect(exchanges.map(({ response }) => response?.status)).toEqual([400, 200])
      await replyFrom(wire, request)
      const last = param.split('.').at(-1)!
      expect(server.requests.map(({ text }) => text.includes(`"${last}"`))).toEqual([
        true,
        false,
        false,
      ])
    },
  )
})

describe('the reply', () => {
  const call = (id: string, index: number, members: object = {}) => ({
    type: 'response.output_item.done',
    output_index: index,
    item: { type: 'function_call', id: `fc_${index}`, call_id: id, name: 'read', ...members },
  })

  it('takes what is told whole where no piece came, also at the very end', async () => {
    const { deltas, end } = await read(
      call('a', 0, { arguments: '{"x":1}' }),
      completed({
        output: [{}, { type: 'message', content: [{ type: 'output_text', text: 'Hi' }] }],
      }),
    )
    expect(end).toMatchObject({
      reply: { stop: 'calls', parts: [{ input: '{"x":1}' }, { text: 'Hi' }] },
    })
    expect(deltas.map((delta) => (delta.type === 'call' ? delta.input : delta.text)).join('')).toBe(
      '{"x":1}Hi',
    )
  })

  it('gives calls of one id their own, and one without a name none that a tool has', async () => {
    const { end } = await read(call('a', 0), call('a', 1), call('b', 2, { name: '' }), completed())
    expect(end).toMatchObject({
      reply: { parts: [{ id: 'a' }, { id: 'call_s_1_7_1' }, { name: 'unnamed' }] },
    })
  })

  it.each([
    [{ reason: 'max_output_tokens' }, { type: 'reply', reply: { stop: 'length' } }],
    [{ reason: 'content_filter' }, { type: 'failure', failure: { code: 'refused' } }],
  ])('that is incomplete for %j says so', async (incomplete_details, expected) => {
    const response = { status: 'incomplete', incomplete_details }
    const { end } = await read({ type: 'response.incomplete', response })
    expect(end).toMatchObject(expected)
  })

  it.each([
    ['rate_limit_exceeded', 'retryable'],
    ['invalid_prompt', 'refused'],
    ['context_length_exceeded', 'overflow'],
  ])('that failed by %s is %s', async (code, expected) => {
    const response = { status: 'failed', error: { code, message: 'no' } }
    const { end } = await read({ type: 'response.failed', response })
    expect(end).toMatchObject({ failure: { code: expected } })
    const told = await read({ type: 'error', code, message: 'no' })
    expect(told.end).toMatchObject({ failure: { code: expected } })
  })

  it('is over with its last event, although the server holds on', async () => {
    await using server = await loopback({ body: fine, after: 'hold' })
    expect(await replyFrom(provider(server.url))).toMatchObject({ stop: 'end' })
    await expect.poll(server.connections).toBe(0)
  })

  it('that refuses is a failure with its words', async () => {
    await using server = await loopback({
      body: open({ type: 'response.refusal.delta', delta: 'I will not' }, completed()),
    })
    expect(await failureFrom(provider(server.url))).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('I will not'),
    })
  })
})
