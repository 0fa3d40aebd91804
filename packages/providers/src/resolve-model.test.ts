import { describe, expect, it } from 'vitest'

import type { Preset } from './catalogue/preset.ts'
import { presets } from './catalogue/presets.ts'
import { ProvidersError } from './providers-error.ts'
import { resolveModel, type ResolveOptions } from './resolve-model.ts'

const keys = Object.fromEntries(presets.map(({ keyVariable }) => [keyVariable ?? '', 'k-123']))
const resolve = (name: string, options: Partial<ResolveOptions> = {}) =>
  resolveModel(name, { env: keys, ...options })
const named = (name: string, options?: Partial<ResolveOptions>) => {
  const { provider, id } = resolve(name, options).spec
  return `${provider} ${id}`
}

/** What a name is refused with. */
function refused(name: string, options?: Partial<ResolveOptions>): ProvidersError {
  try {
    resolve(name, options)
  } catch (error) {
    if (error instanceof ProvidersError) return error
  }
  throw new Error(`${name} was not refused`)
}

/** What a request of the resolved provider looks like on the wire. */
async function asked(name: string, options: Partial<ResolveOptions> = {}) {
  let seen: { url: string; headers: Headers } | undefined
  const fetch: typeof globalThis.fetch = (url, init) => {
    seen = { url: new Request(url).url, headers: new Headers(init?.headers) }
    return Promise.resolve(new Response('{}', { status: 401 }))
  }
  const { spec, provider } = resolve(name, { ...options, fetch })
  const request = { model: spec, system: '', messages: [], tools: [], key: 'a/1' }
  const image = () => Promise.resolve(undefined)
  const wire = await provider()
  let message = ''
  for await (const event of wire.stream(
    { ...request, image },
    { signal: AbortSignal.timeout(9000) },
  )) {
    if (event.type === 'failure') message = event.failure.message
  }
  return { url: seen?.url, authorization: seen?.headers.get('authorization'), message }
}

describe('a name', () => {
  it('is a provider and a model', () => {
    expect(named('openai/gpt-5-mini')).toBe('openai gpt-5-mini')
    expect(named('OpenRouter/anthropic/claude')).toBe('openrouter anthropic/claude')
    expect(named('ollama/qwen3:8b')).toBe('ollama qwen3:8b')
  })

  it('of a provider alone is its default model', () => {
    expect(named('deepseek')).toBe('deepseek deepseek-flash')
    expect(named('mock')).toBe('offline scripted')
    expect(refused('ollama')).toMatchObject({ code: 'missing_model' })
  })

  it('whose beginning is no provider belongs to the chosen one', () => {
    expect(named('gpt-5-mini', { provider: 'openai' })).toBe('openai gpt-5-mini')
    expect(named('meta/llama', { provider: 'groq' })).toBe('groq meta/llama')
    expect(named('openai/gpt-5.4', { provider: 'openrouter' })).toBe('openrouter openai/gpt-5.4')
    expect(named('openai/gpt-5.4', { provider: 'openai' })).toBe('openai gpt-5.4')
  })

  it('of any kind goes to a base URL', () => {
    const baseUrl = 'http://127.0.0.1:9/v1'
    expect(named('org/model', { baseUrl })).toBe('local-openai org/model')
    expect(named('openai/x', { baseUrl })).toBe('openai x')
    expect(named('qwen/x', { baseUrl })).toBe('qwen x')
    expect(named('Qwen/Qwen3-8B', { baseUrl })).toBe('local-openai Qwen/Qwen3-8B')
    expect(named('Qwen/Qwen3-8B', { baseUrl, provider: 'vllm' })).toBe('vllm Qwen/Qwen3-8B')
  })

  it('of a row of your own is found before ours', () => {
    const row: Preset = {
      name: 'acme',
      aliases: ['anthropic'],
      title: 'ACME',
      wire: 'openai',
      baseUrl: 'http://127.0.0.1:9',
      isLocal: false,
      defaultModel: 'one',
    }
    const rows = { env: {}, presets: [row] }
    expect(named('acme', rows)).toBe('acme one')
    expect(named('anthropic/x', rows)).toBe('acme x')
    expect(named('x', { ...rows, provider: 'acme' })).toBe('acme x')
    expect(refused('acmee', rows).message).toContain('Did you mean acme')
  })

  it('of the offline model costs nothing', () => {
    expect(resolveModel('offline/default', { env: {} }).spec.price).toEqual({ input: 0, output: 0 })
  })

  it('that is unknown is refused with those most like it', () => {
    expect(refused('opnai/gpt-5')).toMatchObject({
      code: 'unknown_provider',
      message: expect.stringContaining('Did you mean openai'),
    })
    expect(refused('deepsek').message).toContain('deepseek')
    expect(refused('zzzzzzzzzz/x').message).toContain('Known: openai, claude')
    for (const [alone, whole] of [
      ['gpt-5', 'openai/gpt-5'],
      ['claude-sonnet-4-5', 'claude/claude-sonnet-4-5'],
      ['opus', 'claude/claude-opus-5-5'],
    ] as const) {
      expect(refused(alone).message).toContain(`Did you mean ${whole}?`)
    }
    expect(refused('x', { provider: 'olama' }).message).toContain('ollama')
  })
})

describe('a key', () => {
  it('that is missing is named', () => {
    expect(refused('groq', { env: {} })).toMatchObject({
      code: 'missing_key',
      message: expect.stringContaining('set GROQ_API_KEY'),
    })
    const other = refused('openai', { env: keys, apiKeyEnv: 'MY_KEY' })
    expect(other.message).toContain('set MY_KEY')
  })

  it('is not needed on this machine or at another address', () => {
    const env = {}
    expect(named('ollama/x', { env })).toBe('ollama x')
    expect(named('openai/x', { env, baseUrl: 'http://127.0.0.1:9/v1' })).toBe('openai x')
  })

  it('goes to the endpoint it belongs to', async () => {
    const env = { ...keys, MY_KEY: 'k-mine' }
    expect(await asked('groq', { env })).toMatchObject({
      url: 'https://api.groq.com/openai/v1/chat/completions',
      authorization: 'Bearer k-123',
      message: expect.stringContaining('check GROQ_API_KEY'),
    })
    const any = { env, baseUrl: 'http://127.0.0.1:9/v1' }
    expect(await asked('x', any)).toMatchObject({ authorization: 'Bearer k-123' })
    const open = { ...any, env: { OPENAI_API_KEY: 'k-123' } }
    expect(await asked('x', open)).toMatchObject({ authorization: null })
    expect(await asked('x', { ...any, apiKeyEnv: 'MY_KEY' })).toMatchObject({
      authorization: 'Bearer k-mine',
    })
  })
})

describe('an address', () => {
  it('is that of the flag, of the variable, or of the provider', async () => {
    const env = { OLLAMA_BASE_URL: 'http://10.0.0.1:1/v1' }
    expect((await asked('ollama/x')).url).toBe('http://127.0.0.1:11434/v1/chat/completions')
    expect((await asked('ollama/x', { env })).url).toBe('http://10.0.0.1:1/v1/chat/completions')
    const baseUrl = 'http://10.0.0.2:1/v1'
    expect((await asked('ollama/x', { env, baseUrl })).url).toContain('10.0.0.2')
    const other = { env: { DASHSCOPE_BASE_URL: 'http://10.0.0.3:1/v1' } }
    expect((await asked('qwen', other)).url).toContain('10.0.0.3')
    const both = { env: { ...other.env, QWEN_BASE_URL: 'http://10.0.0.4:1/v1' } }
    expect((await asked('qwen', both)).url).toContain('10.0.0.4')
  })

  it('that is missing or wrong is refused', () => {
    expect(refused('local-openai/x')).toMatchObject({
      code: 'missing_base_url',
      message: expect.stringContaining('LOCAL_OPENAI_BASE_URL'),
    })
    for (const baseUrl of ['localhost', 'http://me:secret@127.0.0.1/v1']) {
      const error = refused('ollama/x', { baseUrl })
      expect(error).toMatchObject({ code: 'invalid_base_url' })
      expect(String(error)).not.toContain('secret')
    }
  })
})

describe('a wire', () => {
  it.each([
    ['openai', {}, 'https://api.openai.com/v1/responses'],
    ['openai/x', { baseUrl: 'https://api.openai.com/v1/' }, 'https://api.openai.com/v1/responses'],
    ['openai/x', { baseUrl: 'http://127.0.0.1:9/v1' }, 'http://127.0.0.1:9/v1/chat/completions'],
    ['claude', {}, 'https://api.anthropic.com/v1/messages'],
    ['anthropic/x', { baseUrl: 'http://127.0.0.1:9/v1' }, 'http://127.0.0.1:9/v1/messages'],
    ['deepseek', {}, 'https://api.deepseek.com/chat/completions'],
    ['qwen', {}, 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions'],
  ])('of %s with %j leads to %s', async (name, options, url) => {
    expect((await asked(name, options)).url).toBe(url)
  })

  it("may be a model's own", async () => {
    const row: Preset = {
      name: 'gateway',
      title: 'A gateway',
      wire: 'openai',
      baseUrl: 'http://127.0.0.1:9/v1',
      isLocal: true,
      models: { claude: { wire: 'anthropic' } },
    }
    const rows = { presets: [row] }
    expect((await asked('gateway/x', rows)).url).toContain('/chat/completions')
    expect((await asked('gateway/claude', rows)).url).toContain('/messages')
  })
})

it('a known model that the name is almost is told, and not insisted on', () => {
  expect(resolve('deepseek/deepseek-flahs')).toMatchObject({
    spec: { id: 'deepseek-flahs' },
    similar: 'deepseek-flash',
  })
  for (const name of ['deepseek/deepseek-flash', 'openai/gpt-6.3-sol', 'ollama/x', 'claude/x']) {
    expect(resolve(name)).not.toHaveProperty('similar')
  }
})

it('how a model calls tools is what was asked for, else what its row says', () => {
  const row: Preset = {
    name: 'old',
    title: 'A server without tools',
    wire: 'openai',
    baseUrl: 'http://127.0.0.1:9/v1',
    isLocal: true,
    models: { new: { quirks: { toolCalls: 'native' } } },
    quirks: { toolCalls: 'text' },
  }
  const called = (name: string, options?: Partial<ResolveOptions>) =>
    resolve(name, { presets: [row], ...options }).spec.toolCalls
  expect([called('old/x'), called('old/new')]).toEqual(['text', 'native'])
  expect(called('old/x', { toolCalls: 'native' })).toBe('native')
  expect([called('ollama/x'), called('ollama/x', { toolCalls: 'text' })]).toEqual([
    undefined,
    'text',
  ])
})

it('a spec has what is known of the model and what was asked for', () => {
  expect(resolve('openai/gpt-5-mini', { temperature: 0, maxOutputTokens: 7 }).spec).toEqual({
    provider: 'openai',
    id: 'gpt-5-mini',
    contextWindow: 272_000,
    price: { input: 0.25, output: 2, cacheRead: 0.025 },
    temperature: 0,
    maxOutputTokens: 7,
  })
  expect(resolve('openai/unknown').spec).toEqual({ provider: 'openai', id: 'unknown' })
})
