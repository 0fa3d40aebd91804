import { mkdir, mkdtemp, realpath, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Refused } from '../refused.ts'
import { folderWithin } from './folder-within.ts'

let top: string
let folder: string
beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'within-')))
  folder = join(top, 'served')
  for (const each of ['served/a/b', 'served/..a', 'served-not', 'elsewhere'])
    await mkdir(join(top, each), { recursive: true })
})
afterAll(() => rm(top, { recursive: true }))

it('is the folder or one below it, by its real path', async () => {
  await symlink(join(folder, 'a/b'), join(folder, 'link'))
  expect(await folderWithin(folder, '.')).toBe(folder)
  expect(await folderWithin(folder, 'a/../a/b')).toBe(join(folder, 'a/b'))
  expect(await folderWithin(folder, '..a')).toBe(join(folder, '..a'))
  expect(await folderWithin(folder, 'link')).toBe(join(folder, 'a/b'))
  expect(await folderWithin(folder, join(folder, 'a'))).toBe(join(folder, 'a'))
})

it('is nothing outside, by name or by link, whether it is there or not', async () => {
  await symlink(join(top, 'elsewhere'), join(folder, 'out'))
  for (const named of ['..', '/', '../served-not', '../nowhere', 'a/../../elsewhere', 'out', '\0'])
    await expect(folderWithin(folder, named)).rejects.toThrow(Refused)
})

it('is not one that has become a link since', async () => {
  await mkdir(join(folder, 'was'))
  expect(await folderWithin(folder, 'was')).toBe(join(folder, 'was'))
  await rename(join(folder, 'was'), join(folder, 'old'))
  await symlink(join(top, 'elsewhere'), join(folder, 'was'))
  await expect(folderWithin(folder, 'was')).rejects.toThrow(Refused)
})

it('is not one that decides what is allowed and run later', async () => {
  for (const each of ['.git/hooks', 'a/.Harness', '.github'])
    await mkdir(join(folder, each), { recursive: true })
  await symlink('.git/hooks', join(folder, 'hooks'))
  for (const named of ['.git', '.git/hooks', 'a/.Harness', 'hooks'])
    await expect(folderWithin(folder, named)).rejects.toThrow('decides what is allowed')
  expect(await folderWithin(folder, '.github')).toBe(join(folder, '.github'))
})
