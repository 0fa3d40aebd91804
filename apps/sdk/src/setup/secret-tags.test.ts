import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { secretTags } from './secret-tags.ts'

async function home(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tags-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

it('names a secret alike in one home, otherwise in another, and keeps its key from others', async () => {
  const [one, other] = [await home(), await home()]
  const tag = secretTags(one)('a-secret-of-mine')
  expect(tag).toMatch(/^[\da-f]{12}$/u)
  expect(secretTags(one)('a-secret-of-mine')).toBe(tag)
  expect(secretTags(one)('a-secret-of-yours')).not.toBe(tag)
  expect(secretTags(other)('a-secret-of-mine')).not.toBe(tag)
  expect(secretTags(undefined)('a-secret-of-mine')).not.toBe(tag)
  expect(await readdir(one)).toEqual(['redaction.key'])
  expect((await stat(join(one, 'redaction.key'))).mode & 0o777).toBe(0o600)
})

it('writes nothing where nothing is named', async () => {
  const folder = await home()
  secretTags(folder)
  expect(await readdir(folder)).toEqual([])
})

it('many processes that make the key at once have the same one', async () => {
  const folder = await home()
  const file = pathToFileURL(join(import.meta.dirname, 'secret-tags.ts'))
  const script = `const { secretTags } = await import(${JSON.stringify(file.href)}); console.log(secretTags(process.argv[1])('a-secret'))`
  const run = promisify(execFile)
  const all = await Promise.all(
    Array.from({ length: 8 }, () =>
      run(process.execPath, ['--input-type=module', '-e', script, folder]),
    ),
  )
  expect(new Set(all.map(({ stdout }) => stdout.trim())).size).toBe(1)
  expect(await readdir(folder)).toEqual(['redaction.key'])
})

it('a key that is none is told, and not replaced', async () => {
  const folder = await home()
  await writeFile(join(folder, 'redaction.key'), 'half')
  expect(() => secretTags(folder)('a-secret')).toThrow(
    expect.objectContaining({ code: 'bad_home' }),
  )
})

it('one that cannot be read, and a home in which none can be made, are told', async () => {
  const folder = await home()
  await mkdir(join(folder, 'redaction.key'))
  await writeFile(join(folder, 'file'), '')
  for (const place of [folder, join(folder, 'file')]) {
    expect(() => secretTags(place)('a-secret')).toThrow(
      expect.objectContaining({ code: 'bad_home', message: expect.stringContaining(place) }),
    )
  }
})
