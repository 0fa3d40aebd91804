import { expect, it } from 'vitest'
import { maskSecrets } from '../index.ts'

const mixed = (length: number) => 'a1Bc2De3Fg4Hi5Jk6Lm7No8Pq9'.repeat(20).slice(0, length)
const digits = (length: number) => '1234098756'.repeat(4).slice(0, length)

it.each([
  'AKIAQ3EGRTYUI7MNBVCX',
  `ghp_${mixed(36)}`,
  `github_pat_${mixed(22)}_${mixed(59)}`,
  `glpat-${mixed(20)}`,
  `xoxb-${digits(12)}-${digits(12)}-${mixed(24)}`,
  `sk_live_${mixed(24)}`,
  `AIza${mixed(35)}`,
  `sk-${mixed(48)}`,
  `sk-proj-${mixed(60)}`,
  `sk-ant-api03-${mixed(93)}`,
  `npm_${mixed(36)}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${mixed(43)}`,
])('masks %s, and nothing around it', (secret) => {
  for (const [before, after] of [
    ['', ''],
    ['key = "', '"\n'],
    ['a ', '.'],
    ['(', ')'],
    ['TOKEN=', '\nB=1'],
  ]) {
    expect(maskSecrets(`${before}${secret}${after}`)).toBe(`${before}[secret]${after}`)
  }
})

it('masks what stands in a header, in an address, and between the lines of a private key', () => {
  expect(maskSecrets(`Authorization: Bearer ${mixed(30)}`)).toBe('Authorization: Bearer [secret]')
  expect(maskSecrets(`{"authorization":"Basic ${mixed(30)}=="}`)).toBe(
    '{"authorization":"Basic [secret]"}',
  )
  expect(maskSecrets('postgres://me:s3cretpart9@db:5432/x')).toBe(
    'postgres://me:[secret]@db:5432/x',
  )
  const key = `  1\t-----BEGIN RSA PRIVATE KEY-----\n  2\t${mixed(64)}\n  3\t${mixed(30)}\n  4\t-----END RSA PRIVATE KEY-----`
  expect(maskSecrets(key)).toBe(
    '  1\t-----BEGIN RSA PRIVATE KEY-----\n  2\t[secret]\n  3\t[secret]\n  4\t-----END RSA PRIVATE KEY-----',
  )
})

it.each([
  'sk-fading-circle-animation-with-a-long-name',
  'task-0123456789-aBcDeFgHiJ-0123456789',
  'AKIAIOSFODNN7EXAMPLE',
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  'https://user:password@host/',
  'https://user:${PASSWORD1}@host/',
  'redis://:password123@localhost',
  'Authorization: Bearer <token of yours goes here>',
  'authorization: bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'const reader = `-----BEGIN PRIVATE KEY-----` + validateExtractableOptions',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'sha512-3JYn4nS3lB6Gm2OEkq4oK8fJx0bCw2Z6Jd9V5b1p2A==',
  'import { something } from "./a/b/c-sk-1.ts"',
])('leaves %s alone', (text) => expect(maskSecrets(text)).toBe(text))

it.each([
  'sk-',
  'eyJ',
  'eyJaaaaaaaaaaaa.',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  '://a:',
  'authorization: bearer ',
  'authorization:   ',
  'sk-aaaa***',
  'ghp_',
  ':',
  'a',
])('takes time in proportion to its text: many %j', (piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
  const began = performance.now()
  maskSecrets(text)
  expect(performance.now() - began).toBeLessThan(3_000)
})
