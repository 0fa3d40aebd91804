import { expect, it } from 'vitest'
import { redactorOf } from './redactor-of.ts'

const env = { PGPASSWORD: 'postgres', API_KEY: 'key-of-mine-1', PLAIN: 'whatever', KEY: '/etc/key' }

it('takes out what variables with the name of a secret hold, but no word and no path', () => {
  const { redact } = redactorOf(env)
  expect(redact('postgres, key-of-mine-1, whatever, /etc/key')).toBe(
    'postgres, [secret], whatever, /etc/key',
  )
})

it('takes out a word where its variable is named', () => {
  const { redact } = redactorOf(env, { variables: ['PGPASSWORD', 'PLAIN'] })
  expect(redact('postgres, whatever')).toBe('[secret], [secret]')
})
