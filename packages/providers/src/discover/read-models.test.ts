import { expect, it } from 'vitest'

import { readModels } from './read-models.ts'

const one = (entry: object) => readModels({ object: 'list', data: [entry] })

it.each([
  ['vLLM and SGLang', { max_model_len: 40_960 }, 40_960],
  ['llama.cpp', { meta: { n_vocab: 32_000, n_ctx_train: 131_072 } }, 131_072],
  ['llama.cpp with less than it could have', { meta: { n_ctx: 8192, n_ctx_train: 131_072 } }, 8192],
  ['LM Studio', { max_context_length: 131_072, loaded_context_length: 4096 }, 4096],
  ['OpenRouter', { context_length: 200_000, top_provider: { context_length: 1 } }, 200_000],
  ['Groq', { context_window: 131_072 }, 131_072],
  ['Anthropic', { type: 'model', max_input_tokens: 1_000_000 }, 1_000_000],
])('reads the window as %s says it', (_, entry, contextWindow) => {
  expect(one({ id: 'm', ...entry })).toEqual([{ id: 'm', contextWindow }])
})

it('leaves out what it does not understand', () => {
  const data = [{ id: 'a', max_model_len: '8k', meta: 3 }, { name: 'b' }, null, 'c', { id: '' }]
  expect(readModels({ data })).toEqual([{ id: 'a' }])
  expect(readModels({ data: null })).toEqual([])
})

it.each([undefined, null, 'ok', [], {}, { data: 'a' }, { models: [] }])(
  '%j is no list',
  (answer) => {
    expect(readModels(answer)).toBeUndefined()
  },
)
