import type { ListedProvider } from '@harness/sdk'
import { expect, it } from 'vitest'
import { modelTable } from './model-table.ts'

const plain = (_: unknown, text: string) => text

const openai: ListedProvider = {
  name: 'openai',
  aliases: [],
  title: 'OpenAI',
  isLocal: false,
  url: 'https://api.openai.com/v1',
  key: { state: 'missing', variable: 'OPENAI_API_KEY' },
  source: 'catalogue',
  problem: null,
  models: [
    {
      name: 'openai/gpt-5.4',
      contextWindow: 272_000,
      price: { input: 2.5, output: 15 },
      isDefault: true,
    },
  ],
}

const ollama: ListedProvider = {
  ...openai,
  name: 'ollama',
  title: 'Ollama',
  isLocal: true,
  key: { state: 'not needed', variable: 'OLLAMA_API_KEY' },
  source: 'server',
  models: [{ name: 'ollama/q\u001B[31mwen3', contextWindow: null, price: null, isDefault: false }],
}

it('says of each model what is known, and which one a run talks to', () => {
  const chosen = { model: 'ollama/qwen3', fallbacks: ['openai/gpt-5.4'], why: 'HARNESS_MODEL' }
  const silent = { ...ollama, name: 'vllm', title: 'vLLM', problem: 'nothing answers', models: [] }
  expect(modelTable({ chosen, providers: [openai, ollama, silent] }, plain)).toBe(
    [
      '  model            window  $ per M in / out',
      'openai  OpenAI: OPENAI_API_KEY is missing',
      '  openai/gpt-5.4     272k  2.5 / 15          default',
      'ollama  Ollama: no key needed',
      '  ollama/qwen3    unknown  unknown',
      'vllm  vLLM: no key needed; nothing answers',
      '',
      '* A run talks to ollama/qwen3, then openai/gpt-5.4: HARNESS_MODEL. Another one: harness --model NAME.',
      '',
    ].join('\n'),
  )
})

it('says what keeps a run from beginning', () => {
  const chosen = { problem: 'No provider is named in "x".' }
  expect(modelTable({ chosen, providers: [openai] }, plain)).toContain('A run cannot begin: No')
})
