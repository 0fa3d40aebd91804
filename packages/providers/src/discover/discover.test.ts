import { afterEach, describe, expect, it } from 'vitest'

import { json, server, type TestServer } from '../__fixtures__/server.ts'
import { findPreset } from '../catalogue/find-preset.ts'
import type { Preset } from '../catalogue/preset.ts'
import { discoverModels } from './discover-models.ts'
import { discoverServers } from './discover-servers.ts'
import { onlyModel } from './only-model.ts'

const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.close()))
})

async function serve(...args: Parameters<typeof server>): Promise<TestServer> {
  const started = await server(...args)
  servers.push(started)
  return started
}

const list = (...ids: string[]) => json({ object: 'list', data: ids.map((id) => ({ id })) })
const nowhere = 'http://127.0.0.1:9/v1'

function preset(name: string): Preset {
  const found = findPreset(name)
  if (!found) throw new Error(`no preset ${name}`)
  return found
}

describe('a server is asked for its models', () => {
  it('at its address, with its key', async () => {
    const { url, requests } = await serve(list('a', 'b'))
    const env = { VLLM_BASE_URL: `${url}/`, VLLM_API_KEY: 'k-1', OPENAI_API_KEY: 'k-2' }
    expect(await discoverModels(preset('vllm'), { env })).toEqual({
      preset: 'vllm',
      url: `${url}/models`,
      models: [{ id: 'a' }, { id: 'b' }],
    })
    expect(requests).toMatchObject([
      { url: '/v1/models', headers: { authorization: 'Bearer k-1' } },
    ])
  })

  it('without a key where none is set', async () => {
    const { url, requests } = await serve(list())
    const env = { OPENAI_API_KEY: 'k-2' }
    expect(await discoverModels(preset('ollama'), { env, baseUrl: url })).toMatchObject({
      models: [],
    })
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it("in Anthropic's way where its wire is spoken", async () => {
    const { url, requests } = await serve(list('claude'))
    const env = { ANTHROPIC_API_KEY: 'k-1', ANTHROPIC_BASE_URL: url }
    expect(await discoverModels(preset('claude'), { env })).toMatchObject({
      models: [{ id: 'claude' }],
    })
    expect(requests[0]).toMatchObject({
      url: '/v1/models?limit=1000',
      headers: { 'x-api-key': 'k-1', 'anthropic-version': '2023-06-01' },
    })
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it.each([
    ['nothing is there', undefined, 'silent', 'nothing answers'],
    ['it says nothing in time', () => undefined, 'silent', 'nothing answers'],
    ['it wants a key', json({ error: 'no' }, 401), 'locked', 'set VLLM_API_KEY'],
    ['it has no such page', json({}, 404), 'foreign', 'status 404'],
    ['it lists something else', json({ todos: [] }), 'foreign', 'lists no models'],
    ['it says too much', json({ data: 'x'.repeat(2 ** 20) }), 'foreign', 'lists no models'],
  ])('and %s', async (_, answer, problem, message) => {
    const baseUrl = answer ? (await serve(answer)).url : nowhere
    const found = await discoverModels(preset('vllm'), { env: {}, baseUrl, timeoutMs: 300 })
    expect(found).toMatchObject({ problem, message: expect.stringContaining(message) })
  })

  it('and sends its key nowhere else', async () => {
    const other = await serve(list('stolen'))
    const { url } = await serve((response) => {
      response.writeHead(302, { location: `${other.url}/models` }).end()
    })
    const found = await discoverModels(preset('vllm'), { env: { VLLM_API_KEY: 'k' }, baseUrl: url })
    expect(found).toMatchObject({ problem: 'foreign' })
    expect(other.requests).toEqual([])
  })

  it('until the person has waited long enough', async () => {
    const { url } = await serve(() => undefined)
    const stop = new AbortController()
    const asked = discoverModels(preset('vllm'), { env: {}, baseUrl: url, signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(asked).rejects.toThrow('enough')
  })
})

it('every local server is asked at once', async () => {
  const [one, other] = [await serve(list('a')), await serve(json('hello'))]
  const env = {
    OLLAMA_BASE_URL: one.url,
    VLLM_BASE_URL: other.url,
    SGLANG_BASE_URL: nowhere,
    LLAMACPP_BASE_URL: 'nowhere',
    LMSTUDIO_BASE_URL: nowhere,
  }
  const found = await discoverServers({ env })
  expect(found).toMatchObject([
    { preset: 'ollama', models: [{ id: 'a' }] },
    { preset: 'vllm', problem: 'foreign' },
    { preset: 'sglang', problem: 'silent' },
    { preset: 'llamacpp', problem: 'misplaced' },
    { preset: 'lmstudio', problem: 'silent' },
  ])
  const more = await discoverServers({ env: { ...env, LOCAL_OPENAI_BASE_URL: one.url } })
  expect(more.at(-1)).toMatchObject({ preset: 'local-openai', models: [{ id: 'a' }] })
})

describe('the only model of a server', () => {
  const only = async (ids: string[]) =>
    onlyModel(preset('ollama'), { env: {}, baseUrl: (await serve(list(...ids))).url })

  it('is what its name alone means', async () => {
    expect(await only(['qwen3:8b'])).toEqual({ id: 'qwen3:8b' })
  })

  it.each([
    [['b', 'a'], 'It has b, a: say one, as ollama/b.'],
    [Array.from({ length: 10 }, (_, index) => `m${index}`), 'm7 and 2 more'],
    [[], 'has no model: load one'],
  ])('is not one of %j', async (ids, message) => {
    await expect(only(ids)).rejects.toMatchObject({
      code: 'missing_model',
      message: expect.stringContaining(message),
    })
  })

  it('is not known of a server that is not there', async () => {
    const asked = onlyModel(preset('ollama'), { env: {}, baseUrl: nowhere })
    await expect(asked).rejects.toMatchObject({
      code: 'missing_model',
      message: expect.stringContaining('nothing answers'),
    })
  })
})
