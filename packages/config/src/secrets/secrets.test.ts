import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schema } from '../__fixtures__/schema.ts'
import {
  ConfigError,
  isReference,
  isSecretKey,
  jsonSchemaOf,
  loadConfig,
  printable,
  SecretReference,
} from '../index.ts'

const planted = 'sk-planted-0123456789'

describe('SecretReference', () => {
  it.each(['env:API_KEY', 'command:pass show api', 'command:cat a\n', 'keychain:harness/me@b/c'])(
    'takes %s',
    (text) => expect(SecretReference.safeParse(text).success).toBe(true),
  )

  it.each([
    planted,
    `env:${planted}`,
    'env:',
    'env:A B',
    'command:',
    'command: ',
    'keychain:a',
    'keychain:/a',
    'keychain:a/',
    3,
    null,
    '',
  ])('refuses %s without repeating it', (value) => {
    const { error } = SecretReference.safeParse(value)
    expect(error?.issues).toHaveLength(1)
    expect(error?.message).toMatch(/env:NAME, command:…, or keychain:SERVICE\/ACCOUNT/u)
    expect(error?.message).not.toContain(planted)
  })
})

describe('isSecretKey', () => {
  it.each([
    'apiKey',
    'API_KEY',
    'x-api-key',
    'token',
    'accessToken',
    'clientSecret',
    'password',
    'Authorization',
    'Cookie',
    'apiKeys',
    'auth_tokens',
  ])('knows %s', (name) => expect(isSecretKey(name)).toBe(true))
  it.each(['apiKeyEnv', 'model', 'maxTokens', 'keychain', 'tokenizer', 'keys'])(
    'passes %s',
    (name) => expect(isSecretKey(name)).toBe(false),
  )
})

describe('printable', () => {
  it('hides what stands under a secret name, but for references', () => {
    const value = {
      model: 'a',
      apiKey: planted,
      other: { apiKey: 'env:A', token: { nested: [planted, 1] }, password: 1234, key: true },
      headers: [{ Authorization: `Bearer ${planted}` }],
      args: ['--api-key', planted, `--token=${planted}`, '--verbose', 'x'],
    }
    expect(printable(value)).toEqual({
      model: 'a',
      apiKey: '***',
      other: { apiKey: 'env:A', token: { nested: ['***', '***'] }, password: '***', key: true },
      headers: [{ Authorization: '***' }],
      args: ['--api-key', '***', '--token=***', '--verbose', 'x'],
    })
  })

  it('takes users and secret parameters out of addresses', () => {
    expect(printable('https://me:p@ss@host/a?api_key=1&b=2 and ftp://you@there')).toBe(
      'https://***@host/a?api_key=***&b=2 and ftp://***@there',
    )
  })

  it('hides what the schema says is only written', () => {
    const value = { mcpServers: { x: { command: 'c', env: { HOME_PAT: planted, B: 'env:B' } } } }
    const env = { HOME_PAT: '***', B: 'env:B' }
    expect(printable(value, schema)).toEqual({ mcpServers: { x: { command: 'c', env } } })
  })

  it('hides what would come next in however long a text, in good time', () => {
    const started = performance.now()
    for (const text of ['a', '://', '-', 'key=', 'https://a@']) printable(text.repeat(200_000))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('a planted secret', () => {
  // Where secrets go, and where they go by mistake.
  const plants = [
    (secret: unknown) => ({ apiKey: secret }),
    (secret: unknown) => ({ proxy: `http://me:${String(secret)}@host` }),
    (secret: unknown) => ({ mcpServers: { x: { command: 'c', env: { A: secret } } } }),
    (secret: unknown) => ({ mcpServers: { x: { url: 'u', headers: { Authorization: secret } } } }),
    (secret: unknown) => ({ mcpServers: { x: { url: 3, headers: { 'x-api-key': secret } } } }),
    (secret: unknown) => ({ apiKey: { value: secret } }),
    (secret: unknown) => ({ apiKey: [secret] }),
    (secret: unknown) => ({ apiKeys: { a: secret } }),
    (secret: unknown) => ({ limits: { maxTurns: 0, token: secret } }),
    (secret: unknown) => ({ model: { password: secret } }),
  ]
  const secrets = string({
    minLength: 6,
    maxLength: 30,
    unit: constantFrom('q', 'z', 'j', 'x', '7'),
  }).map((text) => `sk${text}`)

  it('stands in nothing that is printed', async () => {
    const printed: Promise<{ secret: string; text: string }>[] = []
    assert(
      property(constantFrom(...plants), secrets, (plant, secret) => {
        const layers = [
          { name: 'user', label: 'user.jsonc', text: JSON.stringify(plant(secret)) },
          {
            name: 'user',
            label: 'broken.jsonc',
            text: `{"apiKey": "${secret}" "${secret}": ${secret}`,
          },
          { name: 'flags', label: 'options', value: plant(secret) },
        ]
        const fits = (each: number[]) => each.map((index) => layers[index]!)
        for (const chosen of [fits([0]), fits([1]), fits([2]), fits([0, 2]), fits([0, 1, 2])]) {
          const text = loadConfig(schema, chosen).then(
            ({ origins, value }) => JSON.stringify([origins(), printable(value, schema)]),
            (error: unknown) => {
              if (!(error instanceof ConfigError)) throw error
              return `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.faults)}`
            },
          )
          printed.push(text.then((each) => ({ secret, text: each })))
        }
      }),
    )
    for (const { secret, text } of await Promise.all(printed)) expect(text).not.toContain(secret)
    expect(printed.length).toBeGreaterThan(100)
  })
})

describe('jsonSchemaOf', () => {
  it('describes a file for editors, closed, and with its own address', () => {
    const made = jsonSchemaOf(schema, { id: 'https://example.com/config.json', title: 'Harness' })
    expect(made).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'https://example.com/config.json',
      title: 'Harness',
      additionalProperties: false,
      properties: {
        $schema: { type: 'string' },
        model: { type: 'string', description: 'The model, as provider/name.' },
        apiKey: { type: 'string', writeOnly: true },
        limits: { additionalProperties: false },
      },
    })
    expect(made).not.toHaveProperty('required')
  })

  it('refuses a schema that would not see a typing error', async () => {
    const { z } = await import('zod')
    const open = z.strictObject({ a: z.record(z.string(), z.object({ b: z.string() })) })
    const make = () => jsonSchemaOf(open, { id: 'i', title: 't' })
    expect(make).toThrow(ConfigError)
    expect(make).toThrow('The object at a.additionalProperties drops keys')
  })

  it('knows a reference', () =>
    expect([isReference('env:A'), isReference(planted)]).toEqual([true, false]))
})
