import { afterEach, expect, it } from 'vitest'

import { answering, modelServer, type ModelServer } from '../__fixtures__/model-server.ts'
import { SdkError } from '../sdk-error.ts'
import { checkEndpoints } from './check-endpoints.ts'

const broken = new SdkError('invalid_config', 'The configuration is wrong.')
const nowhere = 'http://127.0.0.1:9/v1'
const servers: ModelServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.close()))
})

it('local servers are told with their models, and what is in their place', async () => {
  servers.push(
    await modelServer('a', 'b', 'c', 'd', 'e', 'f'),
    await modelServer(),
    await answering('hi'),
  )
  const [many, none, other] = servers.map(({ url }) => url)
  const env = {
    OLLAMA_BASE_URL: many,
    VLLM_BASE_URL: none,
    SGLANG_BASE_URL: other,
    LLAMACPP_BASE_URL: 'nowhere',
    LMSTUDIO_BASE_URL: nowhere,
  }
  const checks = await checkEndpoints({ env, prepared: broken, chosen: async () => broken })
  expect(checks).toEqual([
    {
      name: 'ollama',
      status: 'ok',
      found: `${many}/models has a, b, c, d, e and 1 more`,
      fix: 'use it with: harness --model ollama/a',
    },
    {
      name: 'vllm',
      status: 'info',
      found: `${none}/models answers and has no model`,
      fix: 'load a model into it',
    },
    {
      name: 'sglang',
      status: 'warn',
      found: `what answers at ${other}/models lists no models (status 200)`,
      fix: 'start the server, or mend SGLANG_BASE_URL',
    },
    {
      name: 'llamacpp',
      status: 'warn',
      found: expect.stringContaining('must start with http://'),
      fix: 'mend LLAMACPP_BASE_URL',
    },
    {
      name: 'lmstudio',
      status: 'warn',
      found: `nothing answers at ${nowhere}/models`,
      fix: 'start the server, or mend LMSTUDIO_BASE_URL',
    },
  ])
})
