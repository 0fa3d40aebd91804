import { expect, it } from 'vitest'
import { secretsIn } from './secrets-in.ts'

it.each([
  ['API_KEY=abcd-efgh-1', ['abcd-efgh-1']],
  ['export SESSION_SECRET="with.dots.2"', ['with.dots.2']],
  ['{"client_secret": "json-value-3"}', ['json-value-3']],
  ['//registry.example.com/:_authToken=npm_000004', ['npm_000004']],
  ['oauth_token: yaml-value-5', ['yaml-value-5']],
  ['machine a login me password netrc-word-6', ['netrc-word-6']],
  ['DATABASE_URL=postgres://app:in-address-7@db/app', ['in-address-7']],
  ['WORD=Zm9vYmFyYmF6cXV4MTIz', ['Zm9vYmFyYmF6cXV4MTIz']],
  [
    '-----BEGIN PRIVATE KEY-----\naaaaaaaabbbbbbbb\ncccccccc\n-----END PRIVATE KEY-----',
    ['aaaaaaaabbbbbbbb', 'cccccccc'],
  ],
])('%j holds %j', (text, secrets) => {
  expect(secretsIn(text)).toEqual(secrets)
})

it.each([
  'NODE_ENV=development',
  'PORT=3000',
  'API_KEY=your-key-here',
  'API_KEY=\nNODE_ENV=development',
  'DB_PASSWORD=password\nNODE_ENV=development',
  'secret:\n  fromFile: app.yaml',
  'API_KEY=changeme',
  'API_KEY=$OTHER_KEY_12',
  'TOKEN_FILE=/run/secrets/token1',
  'SSH_KEY=~/.ssh/id_rsa',
  'SSL_KEY=certs/server-1.pem',
  'AUTH=https://login.example.com/v1',
  'DATABASE_URL=postgres://localhost:5432/app_development',
  '-----BEGIN CERTIFICATE-----\naaaaaaaabbbbbbbb\n-----END CERTIFICATE-----',
])('%j holds none: it would be taken out of everything', (text) => {
  expect(secretsIn(text)).toEqual([])
})
