import { describe } from 'vitest'
import { type Machine } from '../__fixtures__/machine.ts'
import { each } from '../__fixtures__/misconfigured.ts'
import { checkAddresses } from './check-addresses.ts'
import { checkKeys } from './check-keys.ts'
import { checkModel } from './check-model.ts'

describe('the model', () => {
  const model = (name: string, rest: Machine = {}): Machine => ({
    ...rest,
    env: { ...rest.env, HARNESS_MODEL: name },
  })
  const keyed = (apiKey: string): Machine => ({
    config: { model: 'openai/gpt-5', providers: { openai: { apiKey } } },
  })
  each(checkModel, [
    ['of nobody', model('opnai/x'), 'fail', 'model', 'Did you mean openai?', 'mend HARNESS_MODEL'],
    ['without its key', model('groq/x'), 'fail', 'model', 'GROQ_API_KEY', 'give it its key'],
    [
      'at what is no address',
      model('vllm/x', { env: { VLLM_BASE_URL: 'here' } }),
      'fail',
      'model',
      'must start with http',
      'see "addresses"',
    ],
    [
      'whose key is in no variable',
      keyed('env:NOT_THERE'),
      'fail',
      'model',
      'NOT_THERE is not set',
      'give it its key',
    ],
    [
      'whose key no command tells',
      keyed('command:exit 3'),
      'fail',
      'model',
      'failed with 3',
      'give it its key',
    ],
    ['that is a script', {}, 'warn', 'model', 'no language model', 'HARNESS_MODEL'],
  ])
})

describe('keys and addresses', () => {
  each(checkKeys, [
    ['none', {}, 'info', 'keys', 'none', 'OPENAI_API_KEY, ANTHROPIC_API_KEY'],
    [
      "another's",
      { env: { OPENAI_API_KEY: 'sk-ant-0' } },
      'warn',
      'keys',
      'OPENAI_API_KEY',
      'set ANTHROPIC_API_KEY',
    ],
  ])
  each(checkAddresses, [
    [
      'of a variable',
      { env: { VLLM_BASE_URL: 'here' } },
      'warn',
      'addresses',
      'VLLM_BASE_URL is no',
      'http://127.0.0.1:8000/v1',
    ],
    [
      'of the configuration',
      { config: { providers: { mine: { baseUrl: 'https://mine.example/v1/chat/completions' } } } },
      'warn',
      'addresses',
      'providers.mine.baseUrl',
      'leave /chat/completions out',
    ],
  ])
})
