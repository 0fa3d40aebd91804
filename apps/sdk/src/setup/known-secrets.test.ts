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
  expect(JSON.stringify(second)).toMatch(/API_KEY=\[secret:[\da-f]{12}\]/u)
  expect(JSON.stringify(second)).toContain('PORT=3000')
  expect(JSON.stringify([ran.requests, ran.events, ran.result])).not.toContain('key-of-work-1')
})

/** What the model writes, given what it was shown in the place of the secret. */
const changes: [string, (shown: string) => object, string][] = [
  [
    'write_file',
    (shown) => ({ content: `API_KEY=${shown}\nPORT=3001\n` }),
    'API_KEY=key-of-work-1\nPORT=3001\n',
  ],
  [
    'edit',
    (shown) => ({ old_string: `${shown}\nPORT=3000`, new_string: `${shown}\nPORT=3001` }),
    'API_KEY=key-of-work-1\nPORT=3001\n',
  ],
  [
    'edit',
    () => ({ old_string: 'PORT=3000', new_string: 'PORT=3001' }),
    'API_KEY=key-of-work-1\nPORT=3001\n',
  ],
  // One that is known nowhere.
  [
    'edit',
    () => ({ old_string: 'PORT=3000', new_string: 'PORT=[secret:0123456789ab]' }),
    'API_KEY=key-of-work-1\nPORT=3000\n',
  ],
]

it.each(changes)('%s keeps a secret that the model was not shown', async (tool, input, after) => {
  const here = await ground()
  onTestFinished(() => here.remove())
  await here.write('work/.env', 'API_KEY=key-of-work-1\nPORT=3000\n')
  const provider = scripted(({ messages }, turn) => {
    if (turn === 0) return says('', [['read_file', { path: '.env' }]])
    const [shown = ''] = /\[secret:[\da-f]{12}\]/u.exec(JSON.stringify(messages)) ?? []
    return turn === 1 ? says('', [[tool, { path: '.env', ...input(shown) }]]) : says('done')
  })
  const { folder: cwd, home } = here
  const permissionMode = 'bypassPermissions' as const
  await run({ prompt: 'go', options: { cwd, home, provider, permissionMode } })
  expect(await readFile(join(cwd, '.env'), 'utf8')).toBe(after)
})
