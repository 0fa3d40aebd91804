import { describe, expect, it } from 'vitest'

import { resolveModel } from '../resolve-model.ts'
import { findPreset } from './find-preset.ts'
import { presets } from './presets.ts'

it('the catalogue has every provider once', () => {
  const names = presets.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  expect(new Set(names).size).toBe(names.length)
  const wanted =
    'openai claude anthropic deepseek qwen dashscope openrouter gemini mistral groq xai ' +
    'ollama vllm sglang llamacpp lmstudio local-openai offline mock'
  expect(names.toSorted()).toEqual(wanted.split(' ').toSorted())
  expect(findPreset('Anthropic')).toBe(findPreset('claude'))
})

describe.each(presets.map((preset) => [preset.name, preset] as const))(
  'the row of %s',
  (_, row) => {
    it('has a name that variables can be made of, and a title', () => {
      for (const name of [row.name, ...(row.aliases ?? [])]) expect(name).toMatch(/^[a-z][a-z-]*$/)
      expect(row.title).not.toBe('')
    })

    it('has an address where it can have one', () => {
      if (row.wire === 'scripted' || row.name === 'local-openai')
        expect(row.baseUrl).toBeUndefined()
      else if (row.isLocal) expect(row.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
      else expect(row.baseUrl).toMatch(/^https:\/\/[a-z.-]+[a-z](\/[\w./-]*\w)?$/)
    })

    it('says whose key it wants', () => {
      if (row.wire === 'scripted') expect(row.keyVariable).toBeUndefined()
      else expect(row.keyVariable).toMatch(/^[A-Z][A-Z_]*_API_KEY$/)
    })

    it('has a default model where others want a key', () => {
      const { isLocal, defaultModel, models } = row
      expect(isLocal || defaultModel !== undefined).toBe(true)
      expect(!models || Object.hasOwn(models, defaultModel ?? '')).toBe(true)
    })

    it('knows windows and prices that make sense', () => {
      for (const { contextWindow, price } of Object.values(row.models ?? {})) {
        if (contextWindow !== undefined) expect(contextWindow).toBeGreaterThan(8000)
        if (!price || row.wire === 'scripted') continue
        expect(price.input).toBeGreaterThan(0)
        expect(price.output).toBeGreaterThan(price.input)
        expect(price.cacheRead ?? 0).toBeLessThan(price.input)
        expect(price.cacheWrite ?? price.input).toBeGreaterThanOrEqual(price.input)
      }
    })

    it('resolves, with its models', () => {
      const env = {
        [row.keyVariable ?? 'NONE']: 'k',
        LOCAL_OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      }
      for (const id of ['any', ...Object.keys(row.models ?? {})]) {
        const { spec } = resolveModel(`${row.name}/${id}`, { env })
        expect(spec).toMatchObject({ provider: row.name, id })
      }
    })
  },
)
