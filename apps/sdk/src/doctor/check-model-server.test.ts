import { afterEach, describe, expect, it } from 'vitest'
import { examined } from '../__fixtures__/machine.ts'
import { answering, modelServer, type ModelServer } from '../__fixtures__/model-server.ts'
import { checkModelServer } from './check-model-server.ts'
import { checkProviders } from './check-providers.ts'

const servers: ModelServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((each) => each.close()))
})

async function at(server: Promise<ModelServer>): Promise<string> {
  servers.push(await server)
  return (await server).url
}

const nowhere = 'http://127.0.0.1:9/v1'
const key = 'sk-proj-planted0123456789'

describe('the server of the model that a run talks to', () => {
  const said = (env: Record<string, string>) => examined(checkModelServer, { env })

  it('has it, and no row', async () => {
    const VLLM_BASE_URL = await at(modelServer('qwen3', 'llama3:latest'))
    for (const HARNESS_MODEL of ['vllm/qwen3', 'vllm/llama3', 'vllm/llama3:latest']) {
      expect(await said({ HARNESS_MODEL, VLLM_BASE_URL })).toEqual([])
    }
  })

  it('has others', async () => {
    const VLLM_BASE_URL = await at(modelServer('qwen3', 'llama3'))
    expect(await said({ HARNESS_MODEL: 'vllm/qwen4', VLLM_BASE_URL })).toEqual([
      {
        name: 'model',
        status: 'warn',
        found: `${VLLM_BASE_URL}/models does not list qwen4`,
        fix: 'load it into the server, or say which one is meant: qwen3 is there',
      },
    ])
  })

  it('is not there', async () => {
    const env = { HARNESS_MODEL: 'vllm/qwen3', VLLM_BASE_URL: nowhere }
    const row = { name: 'model', found: `nothing answers at ${nowhere}/models` }
    expect(await said(env)).toMatchObject([
      { ...row, status: 'fail', fix: expect.stringContaining('correct VLLM_BASE_URL') },
    ])
    const chain = { ...env, HARNESS_MODEL: 'vllm/qwen3,offline' }
    expect(await said(chain)).toMatchObject([{ ...row, status: 'warn' }])
  })

  it('is something else', async () => {
    const VLLM_BASE_URL = await at(answering('<html></html>'))
    expect(await said({ HARNESS_MODEL: 'vllm/qwen3', VLLM_BASE_URL })).toMatchObject([
      { status: 'warn', fix: expect.stringContaining('VLLM_BASE_URL ends with its version') },
    ])
  })

  it('does not take the key', async () => {
    const OPENAI_BASE_URL = await at(answering('{}', 401))
    const rows = await said({ OPENAI_API_KEY: key, OPENAI_BASE_URL })
    expect(rows).toMatchObject([
      {
        name: 'model',
        status: 'fail',
        found: expect.stringContaining('did not accept OPENAI_API_KEY'),
        fix: 'set OPENAI_API_KEY to one that this server takes',
      },
    ])
    expect(JSON.stringify(rows)).not.toContain('planted')
  })
})

describe('providers that are asked', () => {
  const said = (env: Record<string, string>, online = true) =>
    examined(checkProviders, { env, options: { online } })

  it('only where somebody says so', async () => {
    expect(await said({ OPENAI_API_KEY: key, OPENAI_BASE_URL: nowhere }, false)).toEqual([])
    expect(await said({})).toMatchObject([{ name: 'providers', status: 'info' }])
  })

  it('take a key, or do not', async () => {
    const [taken, refused] = [await at(modelServer('a', 'b')), await at(answering('{}', 403))]
    const rows = await said({
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: taken,
      GROQ_API_KEY: 'gsk_planted',
      GROQ_BASE_URL: refused,
      XAI_API_KEY: 'xai-planted',
      XAI_BASE_URL: 'nowhere',
    })
    expect(rows).toEqual([
      { name: 'openai', status: 'ok', found: 'takes OPENAI_API_KEY, and has 2 models' },
      {
        name: 'groq',
        status: 'warn',
        found: `${refused}/models did not accept GROQ_API_KEY`,
        fix: 'give GROQ_API_KEY a key that is valid there',
      },
      {
        name: 'xai',
        status: 'warn',
        found: expect.stringContaining('must start with http'),
        fix: 'mend its address or XAI_API_KEY',
      },
    ])
  })

  it('keep a run from beginning where they have its model', async () => {
    const OPENAI_BASE_URL = await at(answering('{}', 401))
    expect(await said({ OPENAI_API_KEY: key, OPENAI_BASE_URL })).toMatchObject([
      { name: 'openai', status: 'fail' },
    ])
  })
})
