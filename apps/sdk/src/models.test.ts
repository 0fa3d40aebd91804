import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Provider } from '@harness/kernel'
import { loopback } from '@harness/kernel/testing'
import { afterEach, expect, it } from 'vitest'

import { readTranscripts, run, type ModelCall, type Options } from './index.ts'

const homes: string[] = []
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'models-'))
  homes.push(made)
  return made
}

const said = (content: string) => {
  const chunk = { choices: [{ index: 0, delta: { content }, finish_reason: 'stop' }] }
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`
}
const secret = 'sk-models-test-0123456789'

const options = (url: string, members: Partial<Options> = {}): Options => ({
  model: 'local-openai/big',
  apiKeyEnv: 'MODELS_TEST_KEY',
  env: {
    MODELS_TEST_KEY: secret,
    LOCAL_OPENAI_API_KEY: secret,
    LOCAL_OPENAI_BASE_URL: `${url}/v1`,
  },
  home: folder(),
  cwd: folder(),
  ...members,
})

async function callsOf(sessionId: string, home: string | undefined) {
  const calls: (ModelCall & { told: Awaited<ReturnType<ModelCall['exchanges']>> })[] = []
  for await (const call of readTranscripts(sessionId, { home: home! })) {
    calls.push({ ...call, told: await call.exchanges() })
  }
  return calls
}

it('goes on with the next model, and keeps what went over the wire to both', async () => {
  const refusal = JSON.stringify({ error: { message: `no model for ${secret}` } })
  await using server = await loopback({ status: 401, body: refusal }, { body: said('hello') })
  const how = options(server.url, { fallbackModels: ['local-openai/small'] })
  const result = await run({ prompt: 'hi', options: how })
  expect(result).toMatchObject({ reason: 'done', text: 'hello', cost: null })
  expect(result.errors).toEqual([expect.stringContaining('Going on with local-openai/small.')])
  expect(server.requests.map(({ text }) => JSON.parse(text).model)).toEqual(['big', 'small'])
  const calls = await callsOf(result.sessionId, how.home)
  expect(calls).toMatchObject([
    {
      call: 1,
      model: 'local-openai/big',
      outcome: 'failed',
      told: [{ response: { status: 401 } }],
    },
    { call: 2, model: 'local-openai/small', outcome: 'replied' },
  ])
  expect(calls[1]!.told?.[0]).toMatchObject({
    request: { body: server.requests[1]!.text },
    response: { body: said('hello'), isWhole: true },
  })
  expect(JSON.stringify(calls)).not.toContain(secret)
})

it('a model without tools writes its calls, and ends by finish', async () => {
  const refuse = { status: 400, body: '{"error":{"message":"this model has no tools"}}' }
  const call = (tool: string, args: object) => said(`Now: ${JSON.stringify({ tool, args })}`)
  // A bare refusal is first taken for one of the smaller members.
  await using server = await loopback(
    refuse,
    refuse,
    { body: call('list', { path: '.' }) },
    { body: said('I think that is all.') },
    { body: call('finish', { summary: 'All listed.' }) },
  )
  const result = await run({ prompt: 'list', options: options(server.url) })
  expect(result).toMatchObject({ reason: 'done', unconfirmed: false, turns: 3 })
  expect(result.calls.map(({ tool }) => tool)).toEqual(['list', 'finish'])
  const [native, , written, ...later] = server.requests.map(({ text }) => JSON.parse(text))
  expect(native).toHaveProperty('tools')
  for (const request of [written, ...later]) expect(request).not.toHaveProperty('tools')
  expect(later[1].messages.at(-1).content).toContain('call finish')
})

it('a model that never says that it is done is done, unconfirmed', async () => {
  await using server = await loopback({ body: said('Done.') })
  const how = options(server.url, { toolCalls: 'text' })
  expect(await run({ prompt: 'hi', options: how })).toMatchObject({
    reason: 'done',
    unconfirmed: true,
    turns: 2,
  })
})

it('an answer by a schema is what it says', async () => {
  const outputSchema = { type: 'object', properties: { n: { type: 'number' } } }
  await using server = await loopback({ body: said('{"n": 7}') }, { body: said('seven') })
  const good = await run({ prompt: 'n?', options: options(server.url, { outputSchema }) })
  expect(good).toMatchObject({ output: { n: 7 }, errors: [] })
  expect(JSON.parse(server.requests[0]!.text).response_format.json_schema.schema).toEqual(
    outputSchema,
  )
  const bad = await run({ prompt: 'n?', options: options(server.url, { outputSchema }) })
  expect(bad).toMatchObject({ output: null, errors: [expect.stringContaining('JSON')] })
  const wrong = run({
    prompt: 'n?',
    options: options(server.url, { outputSchema: { type: 'list' } }),
  })
  await expect(wrong).rejects.toMatchObject({ code: 'invalid_option' })
})

it('a provider of your own may write its calls too', async () => {
  let turn = 0
  const texts = ['{"tool": "list", "args": {}}', '{"tool": "finish", "args": {"summary": "ok"}}']
  const provider: Provider = {
    name: 'mine',
    async *stream({ tools }) {
      expect(tools).toEqual([])
      yield {
        type: 'reply',
        reply: { parts: [{ type: 'text', text: texts[turn++] ?? '' }], stop: 'end' },
      }
    },
  }
  const own = { home: folder(), cwd: folder(), provider, toolCalls: 'text' as const }
  const result = await run({ prompt: 'go', options: own })
  expect(result.calls.map(({ tool }) => tool)).toEqual(['list', 'finish'])
})
