import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examined, type Machine } from '../__fixtures__/machine.ts'
import { each, type Look } from '../__fixtures__/misconfigured.ts'
import { checkCommands } from './check-commands.ts'
import { checkFolder } from './check-folder.ts'
import { checkGit } from './check-git.ts'
import { checkHome, roomOf } from './check-home.ts'
import { checkHomePlace } from './check-home-place.ts'
import { checkLeftovers } from './check-leftovers.ts'
import { checkLocale } from './check-locale.ts'
import { checkNetwork } from './check-network.ts'
import { nodeRow } from './check-node.ts'
import { ripgrepRows } from './check-ripgrep.ts'
import { sandboxRow } from './check-sandbox.ts'
import { checkSessions } from './check-sessions.ts'
import { checkVariables } from './check-variables.ts'

describe('the place of the home', () => {
  each(checkHomePlace, [
    ['relative', { options: { home: 'here' } }, 'warn', 'home', 'relative', 'HARNESS_HOME=/'],
    [
      'a ~ that no shell read',
      { options: { home: '~/here' } },
      'warn',
      'home',
      'begins with ~',
      '$HOME',
    ],
  ])

  it('within the folder', async () => {
    const look: Look = (ground) =>
      checkHomePlace({ ...ground, home: `${String(ground.folder)}/.h` })
    expect(await examined(look)).toMatchObject([
      { status: 'warn', found: expect.stringContaining('is within the folder') },
    ])
  })

  it('where it should be has no row', async () =>
    expect(await examined(checkHomePlace)).toEqual([]))
})

describe('the home', () => {
  const at =
    (home: string): Look =>
    (ground) =>
      checkHome({ ...ground, home })
  each(at('/proc/nowhere'), [
    ['where no folder can be', {}, 'fail', 'home', '/proc takes no new folders', 'HARNESS_HOME'],
  ])
  each(at('/dev/null'), [['a file', {}, 'fail', 'home', 'a file has that name', 'HARNESS_HOME']])
  each(checkHome, [
    [
      'that others change',
      { modes: { home: 0o777 } },
      'warn',
      'home',
      'may change ~/home',
      'chmod go-w ~/home',
    ],
    [
      'with a key that is none',
      { files: { 'home/redaction.key': 'half' } },
      'fail',
      'home',
      'redaction.key holds no key',
      'put back the key',
    ],
    [
      'with logins that others read',
      { files: { 'home/mcp-logins.json': '{}' }, modes: { 'home/mcp-logins.json': 0o644 } },
      'warn',
      'home',
      'may read ~/home/mcp-logins.json',
      'chmod -R go= ~/home/mcp-logins.json',
    ],
  ])

  it.each([
    [1e6, 'fail', 'has only 0 MB left'],
    [1e8, 'warn', 'has only 95 MB left'],
    [1e10, 'ok', 'is writable'],
  ])('%d bytes are free', (free, status, found) => {
    expect(roomOf('/home/me/.harness', free)).toMatchObject({
      status,
      found: expect.stringContaining(found),
    })
  })

  it('that is fine is one row', async () => {
    expect(await examined(checkHome)).toMatchObject([{ status: 'ok' }])
  })
})

describe('the folder', () => {
  each(checkFolder, [
    [
      'is not there',
      { options: { cwd: '/no/where' } },
      'fail',
      'folder',
      'no such folder',
      '--cwd',
    ],
    ['is a file', { options: { cwd: '/dev/null' } }, 'fail', 'folder', 'it is a file', '--cwd'],
    ['is the root', { options: { cwd: '/' } }, 'warn', 'folder', 'the root', 'one project'],
  ])
})

// Root may write everywhere.
describe.skipIf(process.getuid?.() === 0)('the folder that nobody may write', () => {
  each(checkFolder, [
    ['is read', { modes: { work: 0o555 } }, 'warn', 'folder', 'read-only', 'write access'],
  ])
})

describe('variables', () => {
  each(checkVariables, [
    [
      'of ours, mistyped',
      { env: { HARNESS_MODLE: 'x' } },
      'warn',
      'variables',
      'HARNESS_MODLE',
      'HARNESS_MODEL',
    ],
    [
      'of a key, as others call it',
      { env: { GOOGLE_API_KEY: 'x' } },
      'warn',
      'variables',
      'GOOGLE_API_KEY',
      'GEMINI_API_KEY="$GOOGLE_API_KEY"',
    ],
    [
      'of an address, as others call it',
      { env: { OPENAI_API_BASE: 'x' } },
      'warn',
      'variables',
      'OPENAI_API_BASE',
      'OPENAI_BASE_URL',
    ],
    [
      'of a server itself',
      { env: { OLLAMA_HOST: '0.0.0.0' } },
      'info',
      'variables',
      'OLLAMA_HOST',
      'OLLAMA_BASE_URL',
    ],
  ])
  it('that are read have no row', async () =>
    expect(
      await examined(checkVariables, {
        env: { GOOGLE_API_KEY: 'x', GEMINI_API_KEY: 'x', HARNESS_MODEL: 'offline' },
      }),
    ).toEqual([]))
})

describe('the network', () => {
  const proxy = { HTTPS_PROXY: 'http://proxy.example:3128' }
  each(checkNetwork, [
    [
      'has a proxy that is gone past',
      { env: proxy },
      'warn',
      'network',
      'HTTPS_PROXY',
      'NODE_USE_ENV_PROXY=1',
    ],
    [
      'has one for this machine',
      { env: { ...proxy, NODE_USE_ENV_PROXY: '1' } },
      'warn',
      'network',
      'NO_PROXY',
      'NO_PROXY=localhost',
    ],
    [
      'has one nobody reads',
      { env: { ALL_PROXY: 'socks5://x', NODE_USE_ENV_PROXY: '1' } },
      'warn',
      'network',
      'ALL_PROXY',
      'HTTPS_PROXY',
    ],
    [
      'believes every certificate',
      { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
      'warn',
      'network',
      'can read your keys',
      'NODE_EXTRA_CA_CERTS',
    ],
    [
      'has certificates nowhere',
      { env: { NODE_EXTRA_CA_CERTS: '/no/file' } },
      'warn',
      'network',
      '/no/file',
      'correct the path',
    ],
  ])
  it('as it should be has no row', async () =>
    expect(
      await examined(checkNetwork, {
        env: { ...proxy, NODE_USE_ENV_PROXY: '1', NO_PROXY: 'a.example, localhost' },
      }),
    ).toEqual([]))
})

describe('programs', () => {
  each(checkGit, [
    ['no git', { env: { PATH: '/no/where' } }, 'warn', 'git', 'not found', 'install git'],
    ['no repository', {}, 'info', 'git', 'in no repository', 'git init'],
    [
      'a repository that is none',
      { files: { 'work/.git/x': '' } },
      'warn',
      'git',
      'cannot use the repository',
      'git status',
    ],
  ])

  it('ripgrep that was not installed', async () => {
    const place = { env: {}, folder: '/' }
    for (const [path, found] of [
      [undefined, 'is not there'],
      ['/no/rg', '/no/rg is missing'],
      [import.meta.filename, 'is not executable'],
    ]) {
      expect(await ripgrepRows(path, place)).toMatchObject([
        { name: 'ripgrep', status: 'warn', fix: expect.stringContaining('--include=optional') },
      ])
      expect((await ripgrepRows(path, place))[0]?.found).toContain(found)
    }
    expect(await ripgrepRows(process.execPath, place)).toEqual([])
  })

  it('Node that is too old', () => {
    expect(nodeRow('20.11.1')).toMatchObject({
      status: 'fail',
      fix: expect.stringContaining('22.18'),
    })
    expect(nodeRow('22.18.0')).toMatchObject({ status: 'ok' })
  })

  const none = { kind: 'none', why: 'bwrap was not found', fix: 'install bubblewrap' } as const
  it.each([
    [none, undefined, 'warn', 'bwrap was not found', 'install bubblewrap'],
    [none, 'required', 'fail', 'requires one: bwrap was not found', 'install bubblewrap'],
    [none, false, 'info', 'switched off', 'sandbox.enabled'],
    [
      { kind: 'bubblewrap', program: 'bwrap', closesNamespaces: false },
      true,
      'info',
      'namespaces',
      '0.8',
    ],
  ] as const)('the sandbox is %j, and enabled is %j', (finding, enabled, status, found, fix) => {
    expect(sandboxRow(finding, enabled)).toEqual({
      name: 'sandbox',
      status,
      found: expect.stringContaining(found),
      fix: expect.stringContaining(fix),
    })
  })
})

describe('sessions', () => {
  const alive = JSON.stringify({ pid: process.pid, start: '1' })
  const dead = JSON.stringify({ pid: 2 ** 30, start: '1' })
  const task = (runner: string): Machine => ({
    files: { 'home/sessions/one/tasks/7/runner': runner },
  })
  each(checkSessions, [
    [
      'that are run',
      { files: { 'home/locks/one.holder.json': alive } },
      'info',
      'sessions',
      'running now: one',
      'harness sessions follow one',
    ],
  ])
  each(checkCommands, [
    [
      'whose commands run still',
      task(`${alive}\n`),
      'info',
      'tasks',
      'task 7 of session one',
      'harness sessions cancel one 7',
    ],
  ])
  it('that nobody runs any more have no row', async () => {
    expect(await examined(checkCommands, task(`${dead}\n`))).toEqual([])
    expect(await examined(checkCommands, task('garbage'))).toEqual([])
    const files = { 'home/locks/one.holder.json': dead, 'home/locks/two.holder.json': 'garbage' }
    expect(await examined(checkSessions, { files })).toMatchObject([{ status: 'ok' }])
  })
})

it('what killed processes left is told when it is old', async () => {
  const files = { 'home/.probe-1': '', 'home/trust.json.lock': '', 'home/config.jsonc': '{}' }
  expect(await examined(checkLeftovers, { files })).toEqual([])
  const look: Look = async (ground) => {
    for (const path of Object.keys(files)) await utimes(join(ground.home, '..', path), 1, 1)
    return checkLeftovers(ground)
  }
  expect(await examined(look, { files })).toEqual([
    {
      name: 'leftovers',
      status: 'info',
      found: 'processes that were killed left ~/home/.probe-1, ~/home/trust.json.lock',
      fix: expect.stringMatching(/: rm \S+probe-1 \S+trust.json.lock$/u),
    },
  ])
})

describe('the terminal', () => {
  each(checkLocale, [
    [
      'of other letters',
      { env: { LANG: 'de_DE.ISO-8859-1' } },
      'info',
      'locale',
      'ISO-8859-1',
      'LANG=C.UTF-8',
    ],
  ])
  it('of ours has no row', async () => {
    expect(
      await examined(checkLocale, { env: { LANG: 'en_GB.UTF-8', LC_CTYPE: 'C.utf8' } }),
    ).toEqual([])
    expect(await examined(checkLocale, { env: { LANG: 'C' } })).toEqual([])
  })
})
