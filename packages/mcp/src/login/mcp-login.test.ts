import { expect, test } from 'vitest'
import { agree, loginStage, memoryVault, type Misdeeds } from './__fixtures__/login-stage.ts'
import { mcpLogout } from '../index.ts'

const { signal } = new AbortController()

/** The failure of a login with that misdeed; what is said of it has no secret. */
async function failureOf(misdeeds: Misdeeds, open = agree) {
  await using stage = await loginStage(misdeeds)
  const outcome = await stage.login({ open })
  expect(JSON.stringify(outcome)).not.toContain('secret')
  expect((await stage.kept()).tokens).toBeUndefined()
  return { outcome, asked: stage.heard.map(({ path }) => path) }
}

test('a login is asked for with PKCE, for this server alone, and used from then on', async () => {
  await using stage = await loginStage()
  expect(await stage.login()).toMatchObject({
    kind: 'done',
    issuer: stage.issuer,
    scope: 'basic',
    renews: true,
  })
  const [asked] = stage.asked('/authorize')
  expect(Object.fromEntries(asked!)).toMatchObject({
    response_type: 'code',
    client_id: 'registered',
    code_challenge_method: 'S256',
    resource: stage.settings.url,
    scope: 'basic',
  })
  expect(stage.asked('/token')[0]!.get('resource')).toBe(stage.settings.url)
  await using server = stage.connect()
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
})

test('a run that needs a login says so, and opens nothing', async () => {
  await using stage = await loginStage()
  await using server = stage.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
  expect(faults[0]!.message).toContain('harness mcp login one')
  expect(stage.asked('/authorize')).toEqual([])
  expect(stage.asked('/register')).toEqual([])
})

test('after a logout there is no login', async () => {
  await using stage = await loginStage()
  await stage.login()
  await mcpLogout(stage.settings, stage.vault)
  expect(await stage.vault.read(stage.settings.url)).toBeUndefined()
  await using server = stage.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
})

test('an old server that gives rights itself is its own issuer, wherever at its address', async () => {
  await using stage = await loginStage({
    isOld: true,
    metadata: (right) => ({ ...right, issuer: `${right.issuer}/oauth` }),
  })
  expect(await stage.login()).toMatchObject({ kind: 'done' })
  stage.forget()
  await using server = stage.connect()
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  const metadata = (right: object) => ({ ...right, issuer: 'https://elsewhere.example' })
  const { outcome } = await failureOf({ isOld: true, metadata })
  expect(outcome).toMatchObject({ kind: 'failed', code: 'untrusted' })
})

test('a client of the settings is not registered, and its secret goes to its issuer alone', async () => {
  const other = { clientId: 'mine', clientSecretEnv: 'SECRET', issuer: 'https://elsewhere.example' }
  const { outcome, asked } = await failureOf({ oauth: () => other })
  expect(outcome).toMatchObject({ kind: 'failed', code: 'untrusted' })
  expect(asked).not.toContain('/token')
  await using stage = await loginStage({ oauth: () => ({ clientId: 'mine' }) })
  expect(await stage.login()).toMatchObject({ kind: 'done' })
  expect(stage.asked('/register')).toEqual([])
  expect(stage.asked('/authorize')[0]!.get('client_id')).toBe('mine')
})

test('a second login uses the client of the first', async () => {
  await using stage = await loginStage()
  await stage.login()
  await stage.login()
  expect(stage.asked('/register')).toHaveLength(1)
})

test('what was kept and makes no sense is put right by a login', async () => {
  await using stage = await loginStage()
  const spoilt = ['{', '{"client": {"client_id": "x", "redirectUri": "nowhere"}}']
  for (const text of spoilt) {
    await stage.vault.write(stage.settings.url, text)
    expect(await stage.login()).toMatchObject({ kind: 'done' })
  }
})

test('after a login that failed the program is registered anew, and the login of before goes on', async () => {
  await using stage = await loginStage()
  await stage.login()
  const before = await stage.kept()
  await stage.login({ open: () => undefined, timeoutMs: 200 })
  expect((await stage.kept()).tokens).toEqual(before.tokens)
  await stage.login()
  expect(stage.asked('/register')).toHaveLength(2)
})

test('an answer without the state is none, and the login goes on', async () => {
  await using stage = await loginStage()
  const statuses: number[] = []
  const open = async (address: string) => {
    const back = new URL(new URL(address).searchParams.get('redirect_uri')!)
    const forged = [
      `${back.href}?code=forged&state=forged`,
      `${back.href}?code=forged`,
      `${back.origin}/other`,
    ]
    for (const url of forged) statuses.push((await fetch(url)).status)
    await agree(address)
  }
  expect(await stage.login({ open })).toMatchObject({ kind: 'done' })
  expect(statuses).toEqual([400, 400, 404])
  expect(stage.asked('/token')[0]!.get('code')).toBe('code-secret')
})

test('a no of the authorization server is told by its code', async () => {
  const { outcome } = await failureOf({
    authorize: (back) => {
      back.searchParams.delete('code')
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_description', 'the secret is 42')
      return back
    },
  })
  expect(outcome).toEqual({
    kind: 'failed',
    code: 'refused',
    message:
      'Not logged in at the MCP server one: its authorization server said no (access_denied).',
  })
})

test('an answer from another authorization server is not even shown', async () => {
  const iss = (value: string) => (back: URL) => {
    back.searchParams.append('iss', value)
    back.searchParams.set('error', 'evil_words')
    return back
  }
  const { outcome, asked } = await failureOf({ authorize: iss('https://evil.example') })
  expect(outcome).toMatchObject({ kind: 'failed', code: 'untrusted' })
  expect(JSON.stringify(outcome)).not.toContain('evil')
  expect(asked).not.toContain('/token')
  const metadata = (right: object) => ({
    ...right,
    authorization_response_iss_parameter_supported: true,
  })
  expect((await failureOf({ metadata })).outcome).toMatchObject({ code: 'untrusted' })
})

test('metadata of another issuer, of another resource, or without PKCE is not followed', async () => {
  const wrong: [string, Misdeeds][] = [
    ['untrusted', { metadata: (right) => ({ ...right, issuer: 'https://other.example' }) }],
    ['untrusted', { resource: (right) => ({ ...right, resource: 'https://other.example/mcp' }) }],
    [
      'unsupported',
      { metadata: (right) => ({ ...right, code_challenge_methods_supported: undefined }) },
    ],
    [
      'unsupported',
      { metadata: (right) => ({ ...right, code_challenge_methods_supported: ['plain'] }) },
    ],
  ]
  for (const [code, misdeeds] of wrong) {
    const { outcome, asked } = await failureOf(misdeeds)
    expect(outcome).toMatchObject({ kind: 'failed', code })
    expect(asked).not.toContain('/authorize')
  }
})

test('nothing is asked of, and nobody is sent to, an address that is not protected', async () => {
  const wrong: Misdeeds[] = [
    { resource: (right) => ({ ...right, authorization_servers: ['http://elsewhere.example'] }) },
    { metadata: (right) => ({ ...right, token_endpoint: 'http://elsewhere.example/token' }) },
    { metadata: (right) => ({ ...right, registration_endpoint: 'http://10.0.0.1/register' }) },
    { metadata: (right) => ({ ...right, authorization_endpoint: 'http://elsewhere.example' }) },
    { metadata: (right) => ({ ...right, authorization_endpoint: 'file:///etc/passwd' }) },
  ]
  for (const misdeeds of wrong) {
    const { outcome, asked } = await failureOf(misdeeds)
    expect(outcome).toMatchObject({ kind: 'failed', code: 'untrusted' })
    expect(asked).not.toContain('/authorize')
    expect(asked).not.toContain('/register')
  }
})

test('metadata without an end, or without sense, ends the login', async () => {
  const answers: Misdeeds['answer'][] = [
    (response) => {
      const more = () => void response.write('x'.repeat(65_536), (error) => error ?? more())
      more()
    },
    (response) => response.end('<html>'),
    (response) => response.end('{"issuer": 7}'),
  ]
  for (const answer of answers) {
    const { outcome } = await failureOf({ ...(answer && { answer }) })
    expect(outcome).toMatchObject({ kind: 'failed', code: 'protocol' })
  }
})

test('metadata that never comes, and a person who never does, are waited for in time', async () => {
  await using slow = await loginStage({ answer: () => undefined })
  expect(await slow.login({ timeoutMs: 300 })).toMatchObject({ code: 'timeout' })
  await using stage = await loginStage()
  const open = () => undefined
  expect(await stage.login({ open, timeoutMs: 300 })).toMatchObject({ code: 'timeout' })
})

test('who opens the address may take as long as they like', async () => {
  await using stage = await loginStage()
  const open = async (address: string) => {
    await agree(address)
    await new Promise<never>(() => {})
  }
  expect(await stage.login({ open })).toMatchObject({ kind: 'done' })
})

test('an address that cannot be opened ends the login', async () => {
  const { outcome } = await failureOf({}, async () => Promise.reject(new Error('secret')))
  expect(outcome).toMatchObject({ kind: 'failed', code: 'refused' })
})

test('the signal ends the waiting, and nothing listens any more', async () => {
  await using stage = await loginStage()
  const stop = new AbortController()
  let back = ''
  const open = (address: string) => {
    back = new URL(address).searchParams.get('redirect_uri')!
    stop.abort('enough')
  }
  await expect(stage.login({ open, signal: stop.signal })).rejects.toBe('enough')
  await expect(fetch(back)).rejects.toThrow('fetch failed')
})

test('what gives no token tells none of its words', async () => {
  const answers: Misdeeds['token'][] = [
    () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'secret' } }),
    () => ({ status: 500, body: { access_token: 'secret' } }),
    () => ({ body: { access_token: 'secret' } }),
    (right) => ({ body: { ...right, access_token: 'secret\r\nx: y' } }),
    (right) => ({ body: { ...right, token_type: 'DPoP' } }),
  ]
  for (const token of answers) {
    const { outcome } = await failureOf({ ...(token && { token }) })
    expect(outcome).toMatchObject({ kind: 'failed' })
  }
})

test('a token that ends in a time that no calendar has does not end', async () => {
  for (const expires_in of ['9223372036854775807', 1e18]) {
    await using stage = await loginStage({ token: (right) => ({ body: { ...right, expires_in } }) })
    const outcome = await stage.login()
    expect(outcome).toMatchObject({ kind: 'done' })
    expect(outcome).not.toHaveProperty('expiresAt')
  }
})

test('a vault that cannot be used fails the login without its reason', async () => {
  const vault = {
    ...memoryVault(),
    write: async () => Promise.reject(new Error('secret')),
  }
  expect(await (await loginStage({ vault })).login()).toMatchObject({ code: 'vault' })
})
