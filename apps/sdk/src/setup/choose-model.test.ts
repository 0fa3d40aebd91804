import { describe, expect, it } from 'vitest'
import { modelServer } from '../__fixtures__/model-server.ts'
import { chooseModel } from './choose-model.ts'

const chosen = async (...args: Parameters<typeof chooseModel>) => {
  const { spec, why } = await chooseModel(...args)
  return [`${spec.provider}/${spec.id}`, why]
}

describe('the model of a run', () => {
  it('is the offline one when nothing says another', async () => {
    expect(await chosen({ options: {}, env: {} })).toEqual([
      'offline/scripted',
      'no key is set and no model was chosen',
    ])
  })

  it('is the first whose key is set', async () => {
    const env = { GROQ_API_KEY: 'k', OPENAI_API_KEY: ' ' }
    expect(await chosen({ options: {}, env })).toEqual([
      expect.stringMatching(/^groq\//),
      'GROQ_API_KEY is set',
    ])
  })

  it('is what the environment says before any key', async () => {
    const env = { HARNESS_MODEL: 'qwen3', HARNESS_PROVIDER: 'ollama', OPENAI_API_KEY: 'k' }
    expect(await chosen({ options: {}, env })).toEqual(['ollama/qwen3', 'HARNESS_MODEL'])
  })

  it("is the session's before the environment's, tuned as it was", async () => {
    const recorded = { provider: 'ollama', id: 'qwen3', temperature: 0.2 }
    const env = { HARNESS_MODEL: 'offline' }
    const { spec } = await chooseModel({ options: { reasoningEffort: 'high' }, env, recorded })
    expect(spec).toMatchObject({ ...recorded, reasoningEffort: 'high' })
  })

  it('is the one that was asked for before all others', async () => {
    const recorded = { provider: 'ollama', id: 'qwen3', temperature: 0.2 }
    const { spec } = await chooseModel({ options: { model: 'vllm/m' }, env: {}, recorded })
    expect(spec).toEqual({ provider: 'vllm', id: 'm' })
  })

  it.each([
    ['unknown_provider', { model: 'opnai/gpt' }],
    ['missing_key', { model: 'openai' }],
    ['missing_model', { baseUrl: 'http://127.0.0.1:1/v1' }],
    ['missing_model', { provider: 'ollama', baseUrl: 'http://127.0.0.1:1/v1' }],
    ['missing_model', { model: 'ollama', baseUrl: 'http://127.0.0.1:1/v1' }],
    ['bad_endpoint', { model: 'x', baseUrl: 'nowhere' }],
  ])('is refused with %s', async (code, options) => {
    await expect(chooseModel({ options, env: {} })).rejects.toMatchObject({
      name: 'SdkError',
      code,
    })
  })
})

it('a resumed session talks to the endpoint it talked to', async () => {
  const first = await chooseModel({
    options: { model: 'm', baseUrl: 'http://127.0.0.1:9/v1' },
    env: {},
  })
  expect(first.spec).toMatchObject({ baseUrl: 'http://127.0.0.1:9/v1' })
  const again = await chooseModel({ options: {}, env: {}, recorded: first.spec })
  expect(again.spec).toEqual(first.spec)
  const other = await chooseModel({ options: { model: 'offline' }, env: {}, recorded: first.spec })
  expect(other.spec.baseUrl).toBeUndefined()
})

it("knows the program's own providers", async () => {
  const presets = [
    {
      name: 'acme',
      title: 'ACME',
      wire: 'openai' as const,
      baseUrl: 'http://127.0.0.1:9/v1',
      keyVariable: 'ACME_API_KEY',
      isLocal: false,
      defaultModel: 'one',
    },
  ]
  const env = { ACME_API_KEY: 'k', OPENAI_API_KEY: 'k' }
  expect(await chosen({ options: { presets }, env })).toEqual(['acme/one', 'ACME_API_KEY is set'])
  const options = { presets, model: 'openai', fallbackModels: ['acme/two'] }
  const { fallbacks } = await chooseModel({ options, env })
  expect(fallbacks[0]?.spec).toEqual({ provider: 'acme', id: 'two' })
})

describe('the fallbacks of a run', () => {
  const env = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' }
  const chain = async (...args: Parameters<typeof chooseModel>) => {
    const { spec, fallbacks } = await chooseModel(...args)
    return [spec, ...fallbacks.map((fallback) => fallback.spec)].map(
      ({ provider, id, baseUrl }) =>
        `${provider}/${id}${baseUrl === undefined ? '' : ` ${baseUrl}`}`,
    )
  }

  it('follow the model in its name, then those of the option', async () => {
    const options = { model: 'claude/a, openai/b', fallbackModels: ['ollama/c'] }
    expect(await chain({ options, env })).toEqual(['claude/a', 'openai/b', 'ollama/c'])
    const set = { ...env, HARNESS_MODEL: 'openai/x,claude/y' }
    expect(await chain({ options: {}, env: set })).toEqual(['openai/x', 'claude/y'])
    expect(await chain({ options: { model: 'openai/z' }, env: set })).toEqual(['openai/z'])
  })

  it('stand for themselves, or are of the same provider where they name none', async () => {
    const baseUrl = 'http://127.0.0.1:9/v1'
    const fallbackModels = ['b', 'Qwen/c', 'claude/d']
    expect(await chain({ options: { model: 'a', baseUrl, fallbackModels }, env })).toEqual([
      `local-openai/a ${baseUrl}`,
      `local-openai/b ${baseUrl}`,
      `local-openai/Qwen/c ${baseUrl}`,
      'claude/d',
    ])
    const options = { provider: 'ollama', model: 'a', fallbackModels: ['b', 'openai'] }
    expect(await chain({ options, env })).toEqual([
      'ollama/a',
      'ollama/b',
      expect.stringMatching(/^openai\/gpt/),
    ])
  })

  it('are asked as the model is, but for how it calls tools', async () => {
    const { spec, fallbacks } = await chooseModel({
      options: {
        model: 'ollama/a',
        fallbackModels: ['vllm/b'],
        temperature: 0.5,
        toolCalls: 'text',
      },
      env,
    })
    expect(spec).toMatchObject({ temperature: 0.5, toolCalls: 'text' })
    expect(fallbacks[0]?.spec).toEqual({ provider: 'vllm', id: 'b', temperature: 0.5 })
    expect((await fallbacks[0]?.provider())?.name).toBe('vllm')
  })

  it("are the session's when its model is talked to again and nothing else is asked for", async () => {
    const recorded = { provider: 'ollama', id: 'a' }
    const recordedFallbacks = [
      { provider: 'local-openai', id: 'b', baseUrl: 'http://127.0.0.1:9/v1', temperature: 1 },
    ]
    const resumed = { env, recorded, recordedFallbacks }
    const { fallbacks } = await chooseModel({ options: {}, ...resumed })
    expect(fallbacks.map(({ spec }) => spec)).toEqual(recordedFallbacks)
    expect(await chain({ options: { model: 'vllm/c' }, ...resumed })).toEqual(['vllm/c'])
    expect(await chain({ options: { fallbackModels: [] }, ...resumed })).toEqual(['ollama/a'])
  })

  it.each([
    [['opnai/x'], 'unknown_provider', 'The fallback opnai/x: No provider'],
    [['ollama/x', 'groq/y'], 'missing_key', 'The fallback groq/y: Groq needs a key'],
  ])('%j are refused before anything begins', async (fallbackModels, code, message) => {
    await expect(
      chooseModel({ options: { model: 'offline', fallbackModels }, env }),
    ).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })
})

describe('a local server that is named without a model', () => {
  it('is asked, and its only one is taken with its window', async () => {
    const server = await modelServer('qwen/q')
    const env = { OLLAMA_BASE_URL: server.url }
    const { spec } = await chooseModel({ options: { model: 'ollama' }, env })
    expect(spec).toEqual({ provider: 'ollama', id: 'qwen/q', contextWindow: 8192 })
    const again = await chooseModel({ options: {}, env: {}, recorded: spec })
    expect(again.spec).toEqual(spec)
    const { spec: other, why } = await chooseModel({ options: { baseUrl: server.url }, env: {} })
    expect(other).toMatchObject({ provider: 'local-openai', id: 'qwen/q', baseUrl: server.url })
    expect(why).toBe(`the only model of ${server.url}`)
    await server.close()
  })

  it('says which it has when there are several', async () => {
    const server = await modelServer('a', 'b')
    await expect(
      chooseModel({ options: { provider: 'vllm' }, env: { VLLM_BASE_URL: server.url } }),
    ).rejects.toMatchObject({
      code: 'missing_model',
      message: 'Which model of vLLM? It has a, b: say one, as vllm/a.',
    })
    await server.close()
  })
})
