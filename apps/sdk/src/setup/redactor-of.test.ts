import { expect, it } from 'vitest'
import { redactorOf } from './redactor-of.ts'

const env = { PGPASSWORD: 'postgres', API_KEY: 'key-of-mine-1', PLAIN: 'whatever', KEY: '/etc/key' }

it('takes out what variables with the name of a secret hold, but no word and no path', () => {
  const { redact } = redactorOf(env)
  expect(redact('postgres, key-of-mine-1, whatever, /etc/key')).toMatch(
    /^postgres, \[secret:[\da-f]{12}\], whatever, \/etc\/key$/u,
  )
})

it.each(['DEPLOY_PASSPHRASE', 'SECRET_KEY_BASE', 'DB_PASS', 'MYSQL_PWD', 'GITHUB_PAT', 'API_KEYS'])(
  'knows %s for the name of a secret',
  (name) => {
    const { redact } = redactorOf({ [name]: 'value-of-it-1' })
    expect(redact('value-of-it-1')).toMatch(/^\[secret:/u)
  },
)

it('takes out a word where its variable is named', () => {
  const { redact } = redactorOf(env, { variables: ['PGPASSWORD', 'PLAIN'] })
  expect(redact('postgres, whatever')).toMatch(/^\[secret:.{12}\], \[secret:.{12}\]$/u)
})

it('takes out each line of a key, as lines may be shown without the others', () => {
  const line = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'
  const { redact } = redactorOf({
    KEY: `-----BEGIN PRIVATE KEY-----\n${line}\n-----END PRIVATE KEY-----`,
  })
  expect(redact(`2: ${line}`)).toMatch(/^2: \[secret:.{12}\]$/u)
})
