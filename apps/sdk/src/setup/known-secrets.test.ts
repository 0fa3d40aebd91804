import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ground } from '../__fixtures__/configured.ts'
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
  const run = await here.ask({ options, calls: [['shell', { command: 'cat .env' }]] })
  const [, second] = run.requests
  expect(JSON.stringify(second)).toContain('API_KEY=[secret]')
  expect(JSON.stringify(second)).toContain('PORT=3000')
  expect(JSON.stringify([run.requests, run.events, run.result])).not.toContain('key-of-work-1')
})
