import { expect, it } from 'vitest'
import { labSubjects } from './lab-subject.ts'

it('takes presets and models in the order of the flags, each once', () => {
  const subjects = labSubjects(
    { presets: 'deepseek, qwen,deepseek', models: 'openai/gpt-6,' },
    { temperature: 0 },
  )
  expect(subjects).toEqual([
    { name: 'deepseek', folder: 'deepseek', options: { temperature: 0, provider: 'deepseek' } },
    { name: 'qwen', folder: 'qwen', options: { temperature: 0, provider: 'qwen' } },
    {
      name: 'openai/gpt-6',
      folder: 'openai-gpt-6',
      options: { temperature: 0, model: 'openai/gpt-6' },
    },
  ])
})

it('takes the one model of the options where none is named', () => {
  const options = { model: 'ollama/qwen3', temperature: 1 }
  expect(labSubjects({}, options)).toEqual([
    { name: 'ollama/qwen3', folder: 'ollama-qwen3', options },
  ])
})

it('gives each model a folder of its own, whatever it is called', () => {
  const folders = labSubjects({ models: 'a/b,a-b,A/B,../..,日本' }, {}).map(({ folder }) => folder)
  expect(folders).toEqual(['a-b', 'a-b-2', 'a-b-3', 'model', 'model-2'])
})

it('asks models of one provider where that is named, and refuses what says two things', () => {
  const [one] = labSubjects({ models: 'a' }, { provider: 'vllm' })
  expect(one?.options).toEqual({ model: 'a', provider: 'vllm' })
  expect(() => labSubjects({ models: 'a' }, { model: 'b' })).toThrow('leave out --model')
  expect(() => labSubjects({ presets: 'a' }, { model: 'b' })).toThrow('leave out --model')
  expect(() => labSubjects({ presets: 'a' }, { provider: 'b' })).toThrow('leave out --provider')
})
