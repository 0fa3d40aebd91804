import { expect, test } from 'vitest'
import { everything } from '../__fixtures__/everything.ts'
import { hostile, serverStage } from '../__fixtures__/server-stage.ts'
import type { McpHost, McpQuestion, McpSampleRequest } from '../index.ts'

const settings = hostile()

test('a server that nobody answers for is not told that it may ask', async () => {
  await using stage = serverStage(everything)
  const names = (await stage.tools()).map(({ name }) => name)
  expect(names.filter((name) => /elicitation|sampling/.test(name))).toEqual([])
})

test('a server that asks although nobody answers is told so', async () => {
  await using stage = serverStage(settings)
  expect((await stage.use('ask')).text).toContain('Method not found')
})

test('a question says which server asks, what, and in which form', async () => {
  const questions: McpQuestion[] = []
  const ask: McpHost['ask'] = async (question) => {
    questions.push(question)
    return { action: 'decline' }
  }
  await using stage = serverStage(settings, { ask })
  expect((await stage.use('ask')).text).toBe('{"action":"decline"}')
  const schema = { type: 'object', properties: {} }
  expect(questions).toEqual([{ server: 'one', message: 'Well\uFFFD?', schema }])
})

test('an answer that fails is a question that was cancelled, without its reason', async () => {
  await using stage = serverStage(settings, {
    ask: async () => Promise.reject(new Error('secret')),
  })
  expect((await stage.use('ask')).text).toBe('{"action":"cancel"}')
})

test('the clock of a call stands still while a person thinks', async () => {
  const ask: McpHost['ask'] = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1400))
    return { action: 'decline' }
  }
  await using stage = serverStage({ ...settings, timeoutMs: 1000 }, { ask })
  expect(await stage.use('ask')).toMatchObject({ kind: 'done' })
})

test('a model is asked for a server, and its failure is told without its reason', async () => {
  const requests: McpSampleRequest[] = []
  const sample: McpHost['sample'] = async (request) => {
    requests.push(request)
    if (requests.length > 1) throw new Error('secret')
    return { model: 'small', text: 'forty-two' }
  }
  await using stage = serverStage(everything, { sample })
  await expect.poll(async () => (await stage.tools()).length).toBeGreaterThan(18)
  const input = { prompt: 'why', maxTokens: 7 }
  expect((await stage.use('trigger-sampling-request', input)).text).toContain('forty-two')
  expect(requests).toMatchObject([
    { server: 'one', maxTokens: 7, messages: [{ role: 'user', content: [{ type: 'text' }] }] },
  ])
  const refused = await stage.use('trigger-sampling-request', input)
  expect(refused.text).not.toContain('secret')
})
