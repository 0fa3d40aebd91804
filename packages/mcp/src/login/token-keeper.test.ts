import { expect, test } from 'vitest'
import { loginStage, type Misdeeds } from './__fixtures__/login-stage.ts'

const { signal } = new AbortController()
const refreshes = (asked: URLSearchParams[]) =>
  asked.filter((params) => params.get('grant_type') === 'refresh_token')

test('a login that ends soon is renewed before it is used, once for all who ask', async () => {
  const misdeeds = { expiresIn: 5 }
  await using stage = await loginStage(misdeeds)
  await stage.login()
  misdeeds.expiresIn = 3600
  await using server = stage.connect()
  const answers = await Promise.all([1, 2, 3].map(async () => server.use('go')))
  for (const answer of answers) expect(answer).toMatchObject({ kind: 'done' })
  const [refresh, ...others] = refreshes(stage.asked('/token'))
  expect(refresh!.get('resource')).toBe(stage.settings.url)
  expect(others).toEqual([])
})

test('a login that the server does not take any more is renewed, and the call goes on', async () => {
  await using stage = await loginStage()
  await stage.login()
  await using server = stage.connect()
  await server.use('go')
  stage.forget()
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
  expect(refreshes(stage.asked('/token'))).toHaveLength(1)
  expect((await stage.kept()).tokens.access).toBe('access-secret-2')
})

test('calls that are refused side by side renew it once', async () => {
  await using stage = await loginStage()
  await stage.login()
  await using server = stage.connect()
  await server.use('go')
  stage.forget()
  const calls = Array.from({ length: 20 }, async () => server.use('go'))
  for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ kind: 'done' })
  expect(refreshes(stage.asked('/token'))).toHaveLength(1)
})

test('one that is over, and was not to be renewed, is not sent, and told of', async () => {
  await using stage = await loginStage({
    expiresIn: 1,
    token: (right) => ({ body: { ...right, refresh_token: undefined } }),
  })
  expect(await stage.login()).toMatchObject({ kind: 'done', renews: false })
  await using server = stage.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
  expect(faults[0]!.message).toContain('harness mcp login one')
  expect((await stage.kept()).wanted).toMatchObject({ scope: 'basic' })
})

test('one that cannot be renewed is told of, without a secret', async () => {
  await using stage = await loginStage({
    token: (right, params) =>
      params.get('grant_type') === 'refresh_token'
        ? { status: 400, body: { error: 'invalid_grant', error_description: 'secret' } }
        : { body: right },
  })
  await stage.login()
  stage.forget()
  await using server = stage.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
  expect(faults[0]!.message).toContain('harness mcp login one')
  expect(JSON.stringify([faults, server.servers.status()])).not.toContain('secret')
  expect((await stage.kept()).tokens).toBeUndefined()
})

test('one outlasts an authorization server that is down, or busy, or does not know this program', async () => {
  const answers = [
    { status: 500, body: { error: 'server_error' } },
    { status: 503, body: {} },
    { status: 429, body: { error: 'slow_down' } },
    { status: 401, body: { error: 'invalid_client' } },
  ]
  let wrong: (typeof answers)[number] | undefined
  await using stage = await loginStage({
    token: (right, params) => {
      const isRenewal = params.get('grant_type') === 'refresh_token'
      return isRenewal && wrong ? wrong : { body: right }
    },
  })
  await stage.login()
  for (wrong of answers) {
    stage.forget()
    await using server = stage.connect()
    const { faults } = await server.servers.tools({ signal })
    expect(faults).toMatchObject([{ code: 'unauthorized' }])
    expect((await stage.kept()).tokens.refresh).toMatch(/^refresh-secret/)
  }
})

test('more rights are asked for at the next login, with those that were given', async () => {
  await using stage = await loginStage({ callScope: 'write' })
  await stage.login()
  await using server = stage.connect()
  const refused = await server.use('go')
  expect(refused).toMatchObject({ kind: 'failed', code: 'server_unauthorized' })
  expect(refused.text).toContain('harness mcp login one')
  expect(stage.asked('/authorize')).toHaveLength(1)
  expect(await stage.login()).toMatchObject({ kind: 'done', scope: 'write basic' })
  expect(await server.use('go')).toMatchObject({ kind: 'done', text: 'gone' })
})

test('rights that were asked for one after the other are kept whole, the last ones at least', async () => {
  const misdeeds = { callScope: '' }
  await using stage = await loginStage(misdeeds)
  await stage.login()
  await using server = stage.connect()
  for (const letter of ['a', 'b', 'c']) {
    misdeeds.callScope = letter.repeat(900)
    await server.use('go')
  }
  expect((await stage.kept()).wanted.scope).toBe('c'.repeat(900))
})

test('a vault that cannot be read is told of where a server asks for a login, and nowhere else', async () => {
  const vault = { read: async () => Promise.reject(new Error('secret')), write: async () => {} }
  await using open = await loginStage({ vault, isOpen: true })
  await using server = open.connect()
  expect(await server.use('go')).toMatchObject({ kind: 'done' })
  await using closed = await loginStage({ vault })
  await using other = closed.connect()
  const { faults } = await other.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
  expect(faults[0]!.message).toContain('where logins are kept')
  expect(faults[0]!.message).not.toContain('secret')
})

test('a login is for its address: the same server elsewhere has none', async () => {
  await using stage = await loginStage()
  await stage.login()
  await using elsewhere = await loginStage({ vault: stage.vault })
  await using server = elsewhere.connect()
  const { faults } = await server.servers.tools({ signal })
  expect(faults).toMatchObject([{ code: 'unauthorized' }])
})

test('a right that is refused is not asked for again before the server asks for it again', async () => {
  const misdeeds: Misdeeds = { callScope: 'write' }
  await using stage = await loginStage(misdeeds)
  await stage.login()
  await using server = stage.connect()
  await server.use('go')
  expect((await stage.kept()).wanted.scope).toContain('write')
  misdeeds.authorize = (back) => {
    back.searchParams.delete('code')
    back.searchParams.set('error', 'invalid_scope')
    return back
  }
  expect(await stage.login()).toMatchObject({ kind: 'failed', code: 'refused' })
  expect((await stage.kept()).wanted.scope).toBeUndefined()
  delete misdeeds.authorize
  expect(await stage.login()).toMatchObject({ kind: 'done' })
})
