import { describe, expect, it } from 'vitest'
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
    ['missing_model', { provider: 'ollama' }],
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
