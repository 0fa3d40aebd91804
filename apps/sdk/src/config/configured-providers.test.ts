import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ground, type Ground, type Outcome } from '../__fixtures__/configured.ts'
import { diagnose, readConfig, type Config } from '../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

/** Where the server of the tests is. */
const address = async () => {
  const { keys } = await readConfig({ cwd: here.folder, home: here.home })
  return String(keys.find(({ key }) => key === 'providers.mine.baseUrl')?.value)
}
const asked = ({ requests, error }: Outcome) =>
  error ? [error.code, error.message] : [requests[0]?.body.model, requests[0]?.authorization]

describe('a key', () => {
  const secret = 'a-secret-of-24-characters'
  const keyed = (apiKey: string): Config => ({ providers: { mine: { apiKey } } })

  it.each([
    ['of a variable', 'env:MY_SECRET_PLACE'],
    ['that a command prints', `command:printf '%s\\nmore\\n' ${secret}`],
  ])('%s goes to its provider, and into no log', async (_, reference) => {
    await here.project(keyed(reference))
    const run = await here.ask({
      prompt: `It is ${secret}.`,
      options: { env: { MY_SECRET_PLACE: secret } },
    })
    expect(asked(run)).toEqual(['alpha', `Bearer ${secret}`])
    expect(JSON.stringify([run.events, run.result])).not.toContain(secret)
  })

  it.each([
    ['a variable that is not set', 'env:NOT_THERE', /providers\.mine\.apiKey.*NOT_THERE/],
    ['an empty answer', 'command:true', /providers\.mine\.apiKey/],
    ['a command that fails', `command:echo ${secret}; echo ${secret} >&2; exit 3`, /3/],
  ])('%s is missing, and nothing that was printed is shown', async (_, reference, says) => {
    await here.project(keyed(reference))
    const { error, requests } = await here.ask()
    expect(error).toMatchObject({ code: 'missing_key', message: expect.stringMatching(says) })
    expect(error?.message.replaceAll(reference, '')).not.toContain(secret)
    expect(requests).toEqual([])
  })

  it('that is written down is refused, and not repeated', async () => {
    await here.project(keyed(secret))
    const { error } = await here.ask()
    expect(error?.code).toBe('invalid_config')
    expect(error?.message).toMatch(/^\.harness\/config\.jsonc:1:\d+: providers\.mine\.apiKey: /)
    expect(error?.message).not.toContain(secret)
  })

  it('of a provider that is not asked is not looked up', async () => {
    await here.project({ providers: { openai: { apiKey: 'command:exit 1' } } })
    expect(asked(await here.ask())).toEqual(['alpha', undefined])
  })
})

describe('a provider', () => {
  it('of the catalogue has another address and a key', async () => {
    const baseUrl = await address()
    await here.project({
      model: 'openai/gpt-5.4',
      providers: { openai: { baseUrl, apiKey: 'env:WORK_KEY' } },
    })
    const env = { WORK_KEY: 'the-key-of-work' }
    const options = { env: { ...env, OPENAI_API_KEY: '', OPENAI_BASE_URL: '' } }
    expect(asked(await here.ask({ options }))).toEqual(['gpt-5.4', 'Bearer the-key-of-work'])
  })

  it('whose key and address stand in the environment has those', async () => {
    const baseUrl = await address()
    await here.project({
      model: 'deepseek/deepseek-chat',
      providers: { deepseek: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'command:exit 1' } },
    })
    const env = { DEEPSEEK_API_KEY: 'of-the-environment', DEEPSEEK_BASE_URL: baseUrl }
    expect(asked(await here.ask({ options: { env } }))).toEqual([
      'deepseek-chat',
      'Bearer of-the-environment',
    ])
  })

  it('that nobody knows needs an address', async () => {
    await here.project({ providers: { opnai: { apiKey: 'env:X' } } })
    expect(asked(await here.ask())).toEqual([
      'invalid_config',
      expect.stringMatching(/opnai: There is no such provider\. Did you mean openai\?.*baseUrl/),
    ])
  })

  it('that is configured with its key is chosen where nothing else is', async () => {
    const baseUrl = await address()
    await here.write('home/config.jsonc', {
      providers: { deepseek: { baseUrl, apiKey: 'env:WORK_KEY' } },
    })
    const env = { WORK_KEY: 'the-key-of-work', HARNESS_MODEL: '', HARNESS_PROVIDER: '' }
    const checks = await diagnose({ cwd: here.folder, home: here.home, env })
    expect(checks.find(({ name }) => name === 'model')?.found).toMatch(
      /^deepseek\/.*its key is configured$/,
    )
    expect(checks.find(({ name }) => name === 'keys')?.found).toContain(
      'DEEPSEEK_API_KEY (configured)',
    )
  })
})

it('what readConfig shows holds no secret, only where it is', async () => {
  const env = {
    HARNESS_CONFIG_CONTENT:
      '{ "mcpServers": { "a": { "command": "a", "env": { "API_KEY": "sk-of-a" }, "args": ["--token", "tk-of-a"] } } }',
  }
  await here.project({ providers: { mine: { apiKey: 'env:MY_KEY' } } })
  const view = await readConfig({ cwd: here.folder, home: here.home, env })
  expect(JSON.stringify(view)).toContain('env:MY_KEY')
  expect(JSON.stringify(view)).not.toMatch(/sk-of-a|tk-of-a/)
})
