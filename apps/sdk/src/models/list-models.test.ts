import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { modelServer, type ModelServer } from '../__fixtures__/model-server.ts'
import { listModels } from './list-models.ts'

const nowhere = 'http://127.0.0.1:9/v1'
const quiet = Object.fromEntries(
  ['OLLAMA', 'VLLM', 'SGLANG', 'LLAMACPP', 'LMSTUDIO'].map((name) => [`${name}_BASE_URL`, nowhere]),
)

let server: ModelServer
beforeEach(async () => {
  server = await modelServer('a', 'gpt-5.4')
})
afterEach(() => server.close())

describe('the list of models', () => {
  it('has the catalogue with the state of its keys', async () => {
    const env = { ...quiet, OPENAI_API_KEY: 'k-secret', GROQ_API_KEY: '', HARNESS_MODEL: 'openai' }
    const list = await listModels({ env })
    const [openai] = list.providers
    expect(openai).toMatchObject({
      name: 'openai',
      key: { state: 'set', variable: 'OPENAI_API_KEY' },
      source: 'catalogue',
    })
    expect(openai?.models.find(({ isDefault }) => isDefault)?.name).toMatch(/^openai\/gpt/)
    const find = (wanted: string) => list.providers.find(({ name }) => name === wanted)
    expect(find('groq')?.key).toEqual({ state: 'missing', variable: 'GROQ_API_KEY' })
    expect(find('offline')).toMatchObject({ url: null, models: [{ price: { input: 0 } }] })
    expect(find('ollama')).toMatchObject({
      key: { state: 'not needed' },
      problem: `nothing answers at ${nowhere}/models`,
      models: [],
    })
    expect(list.chosen).toMatchObject({ model: expect.stringMatching(/^openai\//) })
    expect(JSON.stringify(list)).not.toContain('k-secret')
  })

  it('has what local servers say of their models', async () => {
    const env = { ...quiet, OLLAMA_BASE_URL: server.url, HARNESS_MODEL: 'ollama/a' }
    const { providers } = await listModels({ env, name: 'ollama' })
    expect(providers).toMatchObject([{ source: 'server', problem: null, url: server.url }])
    expect(providers[0]?.models[0]).toEqual({
      name: 'ollama/a',
      contextWindow: 8192,
      price: null,
      isDefault: false,
    })
  })

  it('asks hosted providers when it is told to', async () => {
    const env = { ...quiet, OPENAI_BASE_URL: server.url, OPENAI_API_KEY: '', HARNESS_MODEL: 'x/y' }
    const [quietly] = (await listModels({ env, name: 'openai' })).providers
    expect(quietly?.source).toBe('catalogue')
    const { chosen, providers } = await listModels({ env, name: 'openai', remote: true })
    expect(providers[0]).toMatchObject({ source: 'server', key: { state: 'not needed' } })
    expect(providers[0]?.models.map(({ name, price }) => [name, price?.input])).toEqual([
      ['openai/a', undefined],
      ['openai/gpt-5.4', 2.5],
    ])
    expect(chosen).toMatchObject({ problem: expect.stringContaining('No provider') })
  })

  it('has only what was named', async () => {
    const { providers } = await listModels({ env: quiet, name: 'GPT-oss' })
    expect(providers.map(({ name, models }) => [name, ...models.map((each) => each.name)])).toEqual(
      [['groq', 'groq/openai/gpt-oss-120b']],
    )
    expect((await listModels({ env: quiet, name: 'anthropic' })).providers).toMatchObject([
      { name: 'claude' },
    ])
  })

  it.each([
    ['opnai', 'openai'],
    ['deepseek-flahs', 'deepseek-flash'],
  ])('says which names are like %s', async (name, close) => {
    await expect(listModels({ env: quiet, name })).rejects.toMatchObject({
      code: 'unknown_provider',
      message: expect.stringContaining(close),
    })
  })
})
