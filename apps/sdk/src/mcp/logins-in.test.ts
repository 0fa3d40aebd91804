import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loginsIn } from './logins-in.ts'

function stage() {
  const home = mkdtempSync(join(tmpdir(), 'logins-'))
  const told: string[] = []
  return {
    told,
    vault: loginsIn(home, (secret) => void told.push(secret)),
    [Symbol.dispose]: () => rmSync(home, { recursive: true }),
  }
}

test('every secret of a login is told before anybody has it', async () => {
  using at = stage()
  const login = {
    tokens: { access: 'a', refresh: 'r' },
    client: { client_id: 'c', client_secret: 's' },
  }
  await at.vault.write('one', JSON.stringify(login))
  expect(at.told.splice(0)).toEqual(['a', 'r', 's'])
  expect(await at.vault.read('one')).toBe(JSON.stringify(login))
  expect(at.told).toEqual(['a', 'r', 's'])
})

test('a login that makes no sense holds no secret, and can be written over', async () => {
  using at = stage()
  await at.vault.write('one', '{"tokens": {')
  expect(await at.vault.read('one')).toBe('{"tokens": {')
  expect(at.told).toEqual([])
})
