import { execFile } from 'node:child_process'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fileVault } from './file-vault.ts'

function stage() {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'))
  const path = join(folder, 'home', 'logins.json')
  return {
    path,
    home: join(folder, 'home'),
    vault: fileVault(path),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

test('what is written is read, and forgotten, and nobody else can read it', async () => {
  using at = stage()
  expect(await at.vault.read('a')).toBeUndefined()
  await at.vault.write('a', 'one')
  await at.vault.write('b', 'two')
  expect(await fileVault(at.path).read('a')).toBe('one')
  expect(statSync(at.path).mode & 0o777).toBe(0o600)
  expect(statSync(at.home).mode & 0o777).toBe(0o700)
  await at.vault.write('a', undefined)
  expect(await at.vault.read('a')).toBeUndefined()
  expect(await at.vault.read('b')).toBe('two')
  expect(readdirSync(at.home)).toEqual(['logins.json'])
})

test('a file that others can read is refused, with what to do', async () => {
  using at = stage()
  await at.vault.write('a', 'one')
  chmodSync(at.path, 0o640)
  await expect(at.vault.read('a')).rejects.toThrow(`chmod 600 ${at.path}`)
  await expect(at.vault.write('b', 'two')).rejects.toThrow(`chmod 600 ${at.path}`)
})

test('a file that makes no sense is not written over', async () => {
  using at = stage()
  await at.vault.write('a', 'one')
  writeFileSync(at.path, '{"version": 2}')
  await expect(at.vault.write('b', 'two')).rejects.toThrow('remove it')
})

test('processes that write at once lose nothing', async () => {
  using at = stage()
  const index = join(import.meta.dirname, 'file-vault.ts')
  const script = `
    import { fileVault } from ${JSON.stringify(index)}
    const vault = fileVault(${JSON.stringify(at.path)})
    for (let at = 0; at < 10; at += 1) {
      await vault.alone('n', async () => {
        await vault.write('n', String(Number(await vault.read('n') ?? 0) + 1))
      })
      await vault.write(process.argv.at(-1) + at, 'x')
    }`
  const run = async (name: string) =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, name])
  await Promise.all(['a', 'b'].map(run))
  expect(await at.vault.read('n')).toBe('20')
  for (const name of ['a0', 'a9', 'b0', 'b9']) expect(await at.vault.read(name)).toBe('x')
})

test('what a killed process left locked is taken over, also when the clock was put back', async () => {
  using at = stage()
  await at.vault.write('a', 'one')
  const lock = `${at.path}.lock`
  for (const time of [new Date(0), new Date(Date.now() + 3_600_000)]) {
    writeFileSync(lock, '')
    utimesSync(lock, time, time)
    await at.vault.write('a', String(time))
    expect(await at.vault.read('a')).toBe(String(time))
  }
})

test('what a process that was killed had begun to write does not stay', async () => {
  using at = stage()
  await at.vault.write('a', 'one')
  const script = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    fs.renameSync = () => process.kill(process.pid, 'SIGKILL')
    syncBuiltinESMExports()
    const { fileVault } = await import(${JSON.stringify(join(import.meta.dirname, 'file-vault.ts'))})
    await fileVault(${JSON.stringify(at.path)}).write('a', 'two')`
  const killed = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' })
  rmSync(`${at.path}.lock`)
  expect(readdirSync(at.home)).toHaveLength(2)
  await at.vault.write('a', undefined)
  expect(readdirSync(at.home)).toEqual(['logins.json'])
})

test('who slept too long does not take the lock of who came after', async () => {
  using at = stage()
  const work = Promise.withResolvers<void>()
  const slept = at.vault.alone!('a', () => work.promise)
  const lock = readdirSync(at.home).find((name) => name.endsWith('.lock'))!
  rmSync(join(at.home, lock))
  const after = Promise.withResolvers<void>()
  const later = at.vault.alone!('a', () => after.promise)
  work.resolve()
  await slept
  expect(readdirSync(at.home)).toEqual([lock])
  after.resolve()
  await later
  expect(readdirSync(at.home)).toEqual([])
})

test('a key that every object has is none of a login', async () => {
  using at = stage()
  for (const key of ['constructor', '__proto__']) {
    expect(await at.vault.read(key)).toBeUndefined()
  }
})
