import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeFiles } from '../__fixtures__/eval-world.ts'
import { temporaryFolder } from '../__fixtures__/temporary-folder.ts'
import { copyFolder } from './copy-folder.ts'
import { layFiles } from './lay-files.ts'
import { listTree } from './list-tree.ts'
import { manifestOf } from './manifest.ts'
import { removeTree } from './remove-tree.ts'

const names = ['plain.txt', 'a\r\nb.txt', '😀/ünï code.txt', ' space ', '.git/HEAD', '.hidden/x']

test('a copy has the same names, bytes, modes and symlinks, and the source stays as it is', async () => {
  using folder = temporaryFolder()
  const [from, to] = [folder.at('from'), folder.at('to')]
  writeFiles(from, Object.fromEntries(names.map((name) => [name, `in ${name}`])))
  writeFiles(from, { large: 'x'.repeat(3 * 1024 * 1024), 'closed/in.txt': 'in' })
  chmodSync(join(from, 'plain.txt'), 0o751)
  chmodSync(join(from, 'closed'), 0o555)
  symlinkSync('/etc/passwd', join(from, 'out'))
  symlinkSync('plain.txt', join(from, 'in'))
  symlinkSync('nowhere', join(from, 'dangling'))
  execFileSync('mkfifo', [join(from, 'pipe')])
  const before = await listTree(from)
  mkdirSync(to)
  await copyFolder(from, to)
  expect(await manifestOf(to)).toEqual(await manifestOf(from))
  expect(await listTree(from)).toEqual(before)
  expect(lstatSync(join(to, 'plain.txt')).mode & 0o777).toBe(0o751)
  expect(lstatSync(join(to, 'closed')).mode & 0o777).toBe(0o555)
  expect(readlinkSync(join(to, 'out'))).toBe('/etc/passwd')
  const paths = (await listTree(to)).map(({ path }) => path)
  expect(paths).not.toContain('pipe')
  expect(paths).toEqual(expect.arrayContaining(names))
  await removeTree(to)
  expect(lstatSync(to, { throwIfNoEntry: false })).toBeUndefined()
  await removeTree(from)
})

test('what stands in an excepted folder is no part of a copy', async () => {
  using folder = temporaryFolder()
  writeFiles(folder.at('from'), { 'a.txt': 'a', 'runs/one/b.txt': 'b' })
  mkdirSync(folder.at('to'))
  await copyFolder(folder.at('from'), folder.at('to'), {
    except: [folder.at('from/runs')],
  })
  expect(Object.keys(await manifestOf(folder.at('to')))).toEqual(['a.txt'])
})

test('a repository that lies elsewhere has no part in a copy: nobody commits to it', async () => {
  using folder = temporaryFolder()
  const [from, to] = [folder.at('from'), folder.at('to')]
  writeFiles(from, {
    'real/.git/HEAD': 'ref: refs/heads/main',
    'real/.git/modules/sub/HEAD': 'ref: refs/heads/main',
    'real/sub/.git': 'gitdir: ../.git/modules/sub\n',
    'worktree/.git': `gitdir: ${join(from, 'real/.git/worktrees/worktree')}\n`,
    'alone/.git': 'gitdir: ../../.git/modules/alone\n',
    'other/.git': 'no repository',
    'linked/a.txt': 'a',
  })
  symlinkSync('/srv/repository/.git', join(from, 'linked/.git'))
  mkdirSync(to)
  await copyFolder(from, to)
  const paths = (await listTree(to)).flatMap(({ path }) => (path.endsWith('/.git') ? [path] : []))
  expect(paths).toEqual(['other/.git', 'real/.git', 'real/sub/.git'])
})

test('files are laid over a copy and never out of it', async () => {
  using folder = temporaryFolder()
  const root = folder.at('copy')
  writeFiles(folder.path, {
    'outside/secret.txt': 'secret',
    'copy/real/x.txt': 'x',
    'copy/file': 'f',
  })
  symlinkSync('../outside', join(root, 'leads-out'))
  symlinkSync('real', join(root, 'leads-in'))
  symlinkSync('../outside/secret.txt', join(root, 'link.txt'))
  await layFiles(root, { 'new/deep/a.txt': 'a', 'leads-in/b.txt': 'b', 'link.txt': 'mine' })
  expect(readFileSync(join(root, 'real/b.txt'), 'utf8')).toBe('b')
  expect(readFileSync(join(root, 'link.txt'), 'utf8')).toBe('mine')
  expect(readFileSync(folder.at('outside/secret.txt'), 'utf8')).toBe('secret')
  for (const path of ['leads-out/c.txt', 'file/c.txt']) {
    await expect(layFiles(root, { [path]: 'c' })).rejects.toMatchObject({ code: 'bad_workspace' })
  }
  expect(Object.keys(await manifestOf(folder.at('outside')))).toEqual(['secret.txt'])
})
