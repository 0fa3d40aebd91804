import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { McpAddressSettings, type McpOAuthSettings } from '../index.ts'
import { loginStage, type Misdeeds } from './__fixtures__/login-stage.ts'

const { signal } = new AbortController()
const bySecret = (issuer: string): McpOAuthSettings => ({
  grant: 'client_credentials',
  clientId: 'mine',
  clientSecretEnv: 'SECRET',
  issuer,
})
const metadata = (methods: string[]) => (right: object) => ({
  ...right,
  response_types_supported: [],
  token_endpoint_auth_methods_supported: methods,
})
const usual: Misdeeds = {
  oauth: bySecret,
  environment: { SECRET: 'my-secret' },
  metadata: metadata(['client_secret_basic']),
}

/** The fault of a server that this program cannot log in at; what is said of it has no secret. */
async function faultOf(misdeeds: Misdeeds) {
  await using stage = await loginStage({ ...usual, ...misdeeds })
  await using server = stage.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(JSON.stringify([faults, server.servers.status()])).not.toContain('secret')
  return { fault: faults[0]!, asked: stage.heard.map(({ path }) => path) }
}

test('a program logs in by its secret, for what the server takes, and nothing of it is kept', async () => {
  await using stage = await loginStage(usual)
  await using server = stage.connect()
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  const [asked, ...others] = stage.heard.filter(({ path }) => path === '/token')
  expect(Object.fromEntries(asked!.params)).toEqual({
    grant_type: 'client_credentials',
    scope: 'basic',
    resource: stage.settings.url,
  })
  expect(asked!.authorization).toBe(`Basic ${btoa('mine:my-secret')}`)
  expect(others).toEqual([])
  expect(await stage.kept()).toEqual({})
})

test('what it is given is told before it is sent, to be kept out of what is written', async () => {
  await using stage = await loginStage(usual)
  const told: string[] = []
  await using server = stage.connect({ secret: (token) => void told.push(token) })
  await server.use('go')
  expect(told).toEqual(['access-secret-1'])
})

test('one whose login is not taken any more gets another', async () => {
  await using stage = await loginStage(usual)
  await using server = stage.connect()
  await server.use('go')
  stage.forget()
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(stage.asked('/token')).toHaveLength(2)
})

test('calls that are refused side by side get one together', async () => {
  await using stage = await loginStage(usual)
  await using server = stage.connect()
  await server.use('go')
  stage.forget()
  const calls = Array.from({ length: 20 }, async () => server.use('go'))
  for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ kind: 'done' })
  expect(stage.asked('/token')).toHaveLength(2)
})

test('more rights are asked for with the next call', async () => {
  await using stage = await loginStage({ ...usual, callScope: 'write' })
  await using server = stage.connect()
  const refused = await server.use('go')
  expect(refused).toMatchObject({ kind: 'failed', code: 'server_unauthorized' })
  expect(refused.text).toContain('Look at `oauth`')
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(stage.asked('/token').at(-1)!.get('scope')).toBe('basic write')
})

test('a key signs for the program, of whichever kind it is', async () => {
  const keys = [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'sec1',
      format: 'pem',
    }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
      type: 'pkcs1',
      format: 'pem',
    }),
  ]
  for (const [at, key] of keys.entries()) {
    const oauth = (issuer: string): McpOAuthSettings => ({
      grant: 'client_credentials',
      clientId: 'mine',
      clientKeyEnv: 'KEY',
      issuer,
    })
    const environment = { KEY: String(key) }
    await using stage = await loginStage({
      oauth,
      environment,
      metadata: metadata(['private_key_jwt']),
    })
    await using server = stage.connect()
    expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
    const assertion = stage.asked('/token')[0]!.get('client_assertion')!
    const [head, body] = assertion
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()))
    expect(head).toMatchObject({ alg: at === 0 ? 'ES256' : 'RS256' })
    expect(body).toMatchObject({ iss: 'mine', sub: 'mine', aud: stage.issuer })
  }
})

test('the secret goes to its issuer alone', async () => {
  const { fault, asked } = await faultOf({ oauth: () => bySecret('https://elsewhere.example') })
  expect(fault).toMatchObject({ code: 'unauthorized' })
  expect(fault.message).toContain('https://elsewhere.example')
  expect(asked).not.toContain('/token')
})

test('a secret that is not there, a key that is none, and a no are told of', async () => {
  expect((await faultOf({ environment: {} })).fault.message).toContain('variable SECRET is not set')
  const byKey = (issuer: string): McpOAuthSettings => ({
    grant: 'client_credentials',
    clientId: 'mine',
    clientKeyEnv: 'KEY',
    issuer,
  })
  const none = { oauth: byKey, environment: { KEY: 'my-secret' } }
  expect((await faultOf(none)).fault.message).toContain('holds no private key')
  const no = () => ({ status: 401, body: { error: 'invalid_client', error_description: 'secret' } })
  expect((await faultOf({ token: no })).fault.message).toContain('(invalid_client)')
})

test('nobody logs in where the program does', async () => {
  await using stage = await loginStage(usual)
  expect(await stage.login()).toMatchObject({ kind: 'failed', code: 'unsupported' })
})

test('settings say all of it, or none', () => {
  const sound = (oauth: McpOAuthSettings) =>
    McpAddressSettings.safeParse({ url: 'https://docs.example', oauth }).success
  const { issuer, clientId, ...rest } = bySecret('https://login.example')
  expect(sound(bySecret('https://login.example'))).toBe(true)
  expect(sound({ clientId: 'mine' })).toBe(true)
  expect(sound({ ...rest, clientId: clientId! })).toBe(false)
  expect(sound({ ...rest, issuer: issuer! })).toBe(false)
  expect(sound({ clientId: 'mine', clientSecretEnv: 'SECRET' })).toBe(false)
  expect(sound({ clientId: 'mine', clientKeyEnv: 'KEY', issuer: issuer! })).toBe(false)
})
