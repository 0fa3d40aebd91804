import type { Failure, ModelEnd, ModelRequest, Provider } from '@harness/kernel'
import { ask, asking } from '@harness/kernel/testing'
import { expect, it } from 'vitest'

import { withToolCalls } from './with-tool-calls.ts'

const tools = [{ name: 'echo', description: 'Says.', input: {} }]
const written = '{"tool": "echo", "args": {}}'

/** A provider that answers by the request, and counts how it was asked. */
function answering(answer: (request: ModelRequest) => ModelEnd) {
  const asked: ('native' | 'text')[] = []
  const provider: Provider = {
    name: 'p',
    async *stream(request) {
      asked.push(request.tools.length > 0 ? 'native' : 'text')
      yield answer(request)
    },
  }
  return { provider: withToolCalls(provider), asked }
}

const fails = (failure: Partial<Failure>): ModelEnd => ({
  type: 'failure',
  failure: { code: 'fatal', message: 'no tools', ...failure },
})
const says = (text: string): ModelEnd => ({
  type: 'reply',
  reply: { parts: [{ type: 'text', text }], stop: 'end' },
})
const model = (members: object = {}) => ({ provider: 'p', id: 'm', ...members })
const request = asking({ tools, model: model() })

it.each([400, 404, 422, 501])(
  'an endpoint that refuses tools by %i is asked in text from then on',
  async (status) => {
    const refuse = ({ tools: sent }: ModelRequest) =>
      sent.length > 0 ? fails({ status }) : says(written)
    const { provider, asked } = answering(refuse)
    expect((await ask(provider, request)).end).toMatchObject({ reply: { stop: 'calls' } })
    await ask(provider, request)
    expect(asked).toEqual(['native', 'text', 'text'])
  },
)

it('a request that fails in both ways fails for its first reason', async () => {
  const { provider, asked } = answering(({ tools: sent }) =>
    fails({ status: 404, message: sent.length > 0 ? 'first' : 'second' }),
  )
  expect((await ask(provider, request)).end).toMatchObject({ failure: { message: 'first' } })
  await ask(provider, request)
  expect(asked).toEqual(['native', 'text', 'native', 'text'])
})

it.each<Partial<Failure>>([
  { code: 'auth', status: 401 },
  { code: 'retryable', status: 503 },
  { code: 'overflow', status: 400 },
  { code: 'retryable' },
])('%j is no refusal of tools', async (failure) => {
  const { provider, asked } = answering(() => fails(failure))
  expect((await ask(provider, request)).end).toMatchObject({ failure })
  expect(asked).toEqual(['native'])
})

it('a model that has called tools before is not asked in another way', async () => {
  let turn = 0
  const { provider, asked } = answering(() => (turn++ === 0 ? says('ok') : fails({ status: 400 })))
  await ask(provider, request)
  expect((await ask(provider, request)).end.type).toBe('failure')
  expect(asked).toEqual(['native', 'native'])
})

it('the model says how it is asked, and so does a conversation that has calls in text', async () => {
  const { provider, asked } = answering(() => says(written))
  const { end } = await ask(provider, asking({ tools, model: model({ toolCalls: 'text' }) }))
  await ask(provider, asking({ tools, model: model({ toolCalls: 'native' }) }))
  if (end.type === 'failure') throw new Error(end.failure.message)
  const messages = [{ role: 'assistant' as const, reply: end.reply }]
  await ask(provider, asking({ tools, messages, model: model() }))
  expect(asked).toEqual(['text', 'native', 'text'])
})

it('a conversation in text has it also where no reply made a call yet', async () => {
  const { provider, asked } = answering(() => says('Hm.'))
  const reply = { parts: [], stop: 'end' as const, endsBy: 'finish' }
  await ask(provider, asking({ tools, messages: [{ role: 'assistant', reply }], model: model() }))
  expect(asked).toEqual(['text'])
})
