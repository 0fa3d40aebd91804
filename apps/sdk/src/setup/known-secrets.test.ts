import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ground } from '../__fixtures__/configured.ts'
import { says, scripted } from '../__fixtures__/scripted.ts'
import { run } from '../index.ts'
import { knownSecrets } from './known-secrets.ts'

it('finds secrets in files that are named so, in a folder and in a home, and waits for no pipe', async () => {
  const here = await ground()
  onTestFinished(() => here.remove())
  await here.write('work/.env', 'API_KEY=key-of-work-1')
  await here.write('work/deep/down/.env.local', 'API_KEY=key-of-deep-2')
  await here.write('work/node_modules/a/.env', 'API_KEY=key-of-others-3')
  await here.write('work/notes.txt', 'API_KEY=key-of-notes-4')
  await here.write('home/.netrc', 'machine a password key-of-home-5')
  execFileSync('mkfifo', [join(here.folder, '.env.pipe')])
  const known = await knownSecrets(here.folder, here.home)
  expect(known).toEqual(['key-of-work-1', 'key-of-deep-2', 'key-of-home-5'])
})

it('a folder that is not there has none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'known-'))
  await rm(folder, { recursive: true })
  expect(await knownSecrets(folder, folder)).toEqual([])
})

it('shows no model a secret that a file holds, whatever prints it', async () => {
  const here = await ground()
  onTestFinished(() => here.remove())
  await here.write('work/.env', 'API_KEY=key-of-work-1\nPORT=3000\n')
  const options = { permissionMode: 'bypassPermissions' }
  const ran = await here.ask({ options, calls: [['shell', { command: 'cat .env' }]] })
  const [, second] = ran.requests
  expect(JSON.stringify(second)).toContain('API_KEY=[secret]')
  expect(JSON.stringify(second)).toContain('PORT=3000')
  expect(JSON.stringify([ran.requests, ran.events, ran.result])).not.toContain('key-of-work-1')
})

it.each([
  ['write_file', { content: 'API_KEY=[secret]\nPORT=3001\n' }, false],
  ['edit', { old_string: 'PORT=3000', new_string: 'PORT=3001 # [secret]' }, false],
  ['edit', { old_string: 'PORT=3000', new_string: 'PORT=3001' }, true],
])('%s of %j keeps a secret that the model was not shown', async (tool, input, isChanged) => {
  const here = await ground()
  onTestFinished(() => here.remove())
  await here.write('work/.env', 'API_KEY=key-of-work-1\nPORT=3000\n')
  const calls = [
    ['read_file', { path: '.env' }],
    [tool, { path: '.env', ...input }],
  ] as const
  const provider = scripted((_, turn) => {
    const call = calls[turn]
    return says('', call ? [[call[0], call[1]]] : [])
  })
  const { folder: cwd, home } = here
  const permissionMode = 'bypassPermissions' as const
  await run({ prompt: 'go', options: { cwd, home, provider, permissionMode } })
  expect(await readFile(join(cwd, '.env'), 'utf8')).toBe(
    `API_KEY=key-of-work-1\nPORT=${isChanged ? 3001 : 3000}\n`,
  )
})
