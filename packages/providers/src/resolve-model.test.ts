import { describe, expect, it } from 'vitest'

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
    expect(named('deepseek')).toBe('deepseek deepseek-chat')
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
  })

  it('that is unknown is refused with those most like it', () => {
    expect(refused('opnai/gpt-5')).toMatchObject({
      code: 'unknown_provider',
      message: expect.stringContaining('Did you mean openai'),
    })
    expect(refused('deepsek').message).toContain('deepseek')
    expect(refused('zzzzzzzzzz/x').message).toContain('Known: openai, deepseek')
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

it('the catalogue has one row for each name, each of them whole', () => {
  const names = presets.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  for (const preset of presets) {
    expect(preset.name).toMatch(/^[a-z][a-z-]*$/)
    if (preset.baseUrl) expect(URL.canParse(preset.baseUrl)).toBe(true)
    if (!preset.isLocal) expect(preset).toHaveProperty('keyVariable')
    for (const id of Object.keys(preset.models ?? {})) {
      expect(() => named(`${preset.name}/${id}`)).not.toThrow()
    }
  }
})
