import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFiles } from '../__fixtures__/eval-world.ts'
import { temporaryFolder } from '../__fixtures__/temporary-folder.ts'
import { listTree } from './list-tree.ts'
import { manifestOf } from './manifest.ts'
import { keepProtected, restoreProtected } from './protected-files.ts'

const files = {
  'tests/one.test.js': 'one',
  'tests/deep/two.test.js': 'two',
  'tests/.hidden': 'hidden',
  'src/main.js': 'main',
  'verify.sh': '#!/bin/sh\nexit 1\n',
}

async function protectedWorld(path: string) {
  const workspace = join(path, 'workspace')
  writeFiles(workspace, files)
  writeFiles(path, { 'outside/tests/one.test.js': 'lies', 'outside/file': 'theirs' })
  chmodSync(join(workspace, 'verify.sh'), 0o755)
  symlinkSync('one.test.js', join(workspace, 'tests/link'))
  const manifest = await manifestOf(workspace)
  const globs = ['tests/**', '*.sh']
  const protection = { workspace, folder: join(path, 'protected'), globs, manifest }
  await keepProtected(protection)
  return { workspace, protection, before: await shape(workspace) }
}

/** Everything but times. */
const shape = async (root: string) => ({
  modes: (await listTree(root)).map(({ path, kind, mode }) => [path, kind, mode]),
  files: await manifestOf(root),
})

const attacks: [string, (workspace: string) => void, string[]][] = [
  ['edited', (at) => writeFileSync(join(at, 'tests/one.test.js'), 'lies'), ['tests/one.test.js']],
  ['deleted', (at) => rmSync(join(at, 'tests/.hidden')), ['tests/.hidden']],
  ['made another mode', (at) => chmodSync(join(at, 'verify.sh'), 0o644), ['verify.sh']],
  ['unreadable', (at) => chmodSync(join(at, 'verify.sh'), 0), ['verify.sh']],
  ['joined by new ones', (at) => writeFileSync(join(at, 'tests/new.js'), 'x'), ['tests/new.js']],
  ['joined by pipes', (at) => execFileSync('mkfifo', [join(at, 'tests/p')]), ['tests/p']],
  ['joined by a way out', (at) => symlinkSync('/etc', join(at, 'tests/etc')), ['tests/etc']],
  [
    'a folder',
    (at) => {
      rmSync(join(at, 'verify.sh'))
      writeFiles(at, { 'verify.sh/x': 'x' })
    },
    ['verify.sh'],
  ],
  [
    'a symlink to a file of its own',
    (at) => {
      rmSync(join(at, 'verify.sh'))
      symlinkSync('../outside/file', join(at, 'verify.sh'))
    },
    ['verify.sh'],
  ],
  [
    'a file that has another name too',
    (at) => {
      renameSync(join(at, 'verify.sh'), join(at, 'own'))
      linkSync(join(at, 'own'), join(at, 'verify.sh'))
      rmSync(join(at, 'own'))
      linkSync(join(at, 'verify.sh'), join(at, '../other'))
    },
    ['verify.sh'],
  ],
  [
    'below a folder that leads out',
    (at) => {
      rmSync(join(at, 'tests'), { recursive: true })
      symlinkSync('../outside/tests', join(at, 'tests'))
    },
    ['tests', 'tests/.hidden', 'tests/deep/two.test.js', 'tests/link', 'tests/one.test.js'],
  ],
  [
    'below a file',
    (at) => {
      rmSync(join(at, 'tests/deep'), { recursive: true })
      writeFileSync(join(at, 'tests/deep'), 'x')
    },
    ['tests/deep', 'tests/deep/two.test.js'],
  ],
  [
    'another symlink',
    (at) => {
      rmSync(join(at, 'tests/link'))
      symlinkSync('../src/main.js', join(at, 'tests/link'))
    },
    ['tests/link'],
  ],
]

test.each(attacks)('what is protected and was %s is put back', async (_what, attack, touched) => {
  using folder = temporaryFolder()
  const { workspace, protection, before } = await protectedWorld(folder.path)
  attack(workspace)
  expect(await restoreProtected(protection)).toEqual(touched)
  expect(await shape(workspace)).toEqual(before)
  expect(await restoreProtected(protection)).toEqual([])
  expect(readFileSync(folder.at('outside/tests/one.test.js'), 'utf8')).toBe('lies')
  expect(readFileSync(folder.at('outside/file'), 'utf8')).toBe('theirs')
})

test('a folder that was closed is opened again, and what is not protected stays as it was made', async () => {
  using folder = temporaryFolder()
  const { workspace, protection } = await protectedWorld(folder.path)
  writeFileSync(join(workspace, 'src/main.js'), 'better')
  writeFileSync(join(workspace, 'tests/one.test.js'), 'lies')
  chmodSync(join(workspace, 'tests'), 0)
  expect(await restoreProtected(protection)).toEqual(['tests/one.test.js'])
  expect(readFileSync(join(workspace, 'tests/one.test.js'), 'utf8')).toBe('one')
  expect(readFileSync(join(workspace, 'src/main.js'), 'utf8')).toBe('better')
})

test('a copy outside that somebody changed is noticed and not believed', async () => {
  using folder = temporaryFolder()
  const { protection } = await protectedWorld(folder.path)
  writeFileSync(join(protection.folder, 'verify.sh'), 'exit 0')
  await expect(restoreProtected(protection)).rejects.toMatchObject({ code: 'protected_lost' })
})

test('a workspace that was replaced as a whole is no reason to write elsewhere', async () => {
  using folder = temporaryFolder()
  const { workspace, protection } = await protectedWorld(folder.path)
  rmSync(workspace, { recursive: true })
  mkdirSync(workspace)
  await restoreProtected(protection)
  expect(Object.keys(await manifestOf(workspace))).toHaveLength(5)
})
