// Servers of configurations as a person manages them: written, listed, taken out again.
import { execFileSync } from 'node:child_process'
import { chmod, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ground, type Ground } from '../../__fixtures__/configured.ts'
import {
  addMcpServer,
  listMcpServers,
  readConfig,
  removeMcpServer,
  trustFolder,
  type AddServerInput,
} from '../../index.ts'

let here: Ground
beforeEach(async () => {
  here = await ground()
})
afterEach(() => here.remove())

const program = fileURLToPath(new URL('../../__fixtures__/garden-server.ts', import.meta.url))
const garden = { command: process.execPath, args: [program] }
const place = () => ({ cwd: here.folder, home: here.home })
const add = (input: Partial<AddServerInput> = {}) =>
  addMcpServer({ ...place(), name: 'garden', server: garden, ...input })
const remove = (name = 'garden', from?: AddServerInput['to']) =>
  removeMcpServer({ ...place(), name, ...(from && { from }) })
const list = () => listMcpServers(place())
const listed = async () => (await list()).servers.map(({ name }) => name)
const userFile = () => join(here.home, 'config.jsonc')
const mcpFile = () => join(here.folder, '.mcp.json')
const textOf = (path: string) => readFile(path, 'utf8')
const statuses = async () => (await readConfig(place())).files.map(({ status }) => status)

describe('a server is added', () => {
  it('to the user’s own file, which stays as it is written', async () => {
    const before =
      '\uFEFF// mine\r\n{\r\n  "model": "mine/alpha", // fast\r\n  "mcpServers": { } // none yet\r\n}\r\n'
    await writeFile(userFile(), before)
    await chmod(userFile(), 0o640)
    expect(await add({ server: { command: 'npx' } })).toEqual({
      name: 'garden',
      layer: 'user',
      path: userFile(),
      trusted: true,
      others: [],
    })
    const after = before.replace(
      '{ }',
      '{\r\n    "garden": {\r\n      "command": "npx"\r\n    }\r\n  }',
    )
    expect(await textOf(userFile())).toBe(after)
    expect((await stat(userFile())).mode & 0o777).toBe(0o640)
  })

  it('to files that are made, and a secret is for nobody else to read', async () => {
    const server = { ...garden, env: { API_TOKEN: 'tk-5f2a9c71d0' } }
    await chmod(userFile(), 0o644)
    await add({ server })
    expect((await stat(userFile())).mode & 0o777).toBe(0o600)
    const local = await add({ name: 'hidden', server, to: 'local' })
    expect(local.path).toBe(join(here.folder, '.harness', 'config.local.jsonc'))
    expect((await stat(local.path)).mode & 0o777).toBe(0o600)
    expect(await textOf(join(here.folder, '.harness', '.gitignore'))).toBe('config.local.jsonc\n')
    const project = await add({ name: 'shared', to: 'project' })
    expect(JSON.parse(await textOf(project.path))).toEqual({ mcpServers: { shared: garden } })
    expect((await stat(project.path)).mode & 0o777).toBe(0o644)
  })

  it('and a folder that is not trusted is not trusted by it', async () => {
    expect(await add({ to: 'project' })).toMatchObject({ path: mcpFile(), trusted: false })
    expect(await statuses()).toEqual(['read', 'untrusted', 'absent', 'absent'])
    expect(await listed()).toEqual([])
    await trustFolder(place())
    expect(await listed()).toEqual(['garden'])
  })

  it('and one that is trusted stays so, as far as it was', async () => {
    await here.project({ limits: { maxTurns: 5 } })
    expect(await add({ to: 'project' })).toMatchObject({ trusted: true })
    expect(await add({ name: 'other', to: 'project' })).toMatchObject({ trusted: true })
    expect(await listed()).toEqual(['garden', 'other'])
    await writeFile(mcpFile(), JSON.stringify({ mcpServers: { weeds: garden } }))
    expect(await add({ to: 'project' })).toMatchObject({ trusted: false })
    expect(await statuses()).toEqual(['read', 'changed', 'read', 'absent'])
    expect(JSON.parse(await textOf(mcpFile()))).toEqual({
      mcpServers: { weeds: garden, garden },
    })
  })

  it('by many at once, and none is lost', async () => {
    await trustFolder(place())
    const names = Array.from({ length: 8 }, (_, at) => `garden-${at}`)
    await Promise.all(names.map((name) => add({ name, to: 'project' })))
    expect(await listed()).toEqual(names)
  })

  it('and who else says something of it is told', async () => {
    await trustFolder(place())
    await add()
    const { others } = await add({ to: 'project', server: { command: 'y' } })
    expect(others).toEqual([expect.stringMatching(/config\.jsonc:\d+$/)])
    expect((await remove('garden', 'user')).others).toEqual(['.mcp.json:3'])
  })
})

describe('a server is not added', () => {
  it.each<[string, Partial<AddServerInput>, RegExp]>([
    ['of a bad name', { name: 'my server' }, /"my server" cannot be the name.*letters, digits/],
    ['of no name', { name: '__proto__' }, /cannot be the name/],
    ['whose address is none', { server: { url: 'docs.example/mcp' } }, /no address.*https/],
    [
      'whose address is none, and no secret is repeated',
      { server: { url: 'https://me:tk-1@do cs' } },
      /^"https:\/\/\*\*\*@do cs" is no address/,
    ],
    ['whose address is a file', { server: { url: 'file:///etc/passwd' } }, /no address/],
    [
      'that the schema refuses',
      { server: { ...garden, timeoutMs: 99_999_999 } },
      /^mcpServers\.garden\.timeoutMs: .*3600000.*Here stands 99999999\./,
    ],
    [
      'with a secret that would be committed',
      { to: 'project', server: { ...garden, env: { API_TOKEN: 'tk-1' } } },
      /env\.API_TOKEN of garden.*\$\{API_TOKEN\}.*--to user/,
    ],
    [
      'with one in its arguments',
      { to: 'project', server: { command: 'x', args: ['--api-key', 'tk-1'] } },
      /args of garden sounds like a secret/,
    ],
    [
      'with one in its address',
      { to: 'project', server: { url: 'https://me:tk-1@docs.example/mcp' } },
      /url of garden sounds like a secret/,
    ],
  ])('%s', async (_, input, message) => {
    const before = await textOf(userFile())
    await expect(add(input)).rejects.toMatchObject({ message: expect.stringMatching(message) })
    expect(await textOf(userFile())).toBe(before)
    expect(await statuses()).toEqual(['read', 'absent', 'absent', 'absent'])
  })

  it('that is there already, and how to mend it is said', async () => {
    await add()
    await expect(add()).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(
        /There is garden already, at .*config\.jsonc:\d+\..*harness mcp remove garden --from user$/,
      ),
    })
  })

  it('that another file would make nonsense of', async () => {
    await add()
    await trustFolder(place())
    const server = { url: 'https://docs.example/mcp' }
    await expect(add({ to: 'project', server })).rejects.toMatchObject({
      code: 'invalid_config',
      message: expect.stringMatching(/garden stands in .*config\.jsonc:\d+ too.*\nmcpServers/),
    })
    expect(await statuses()).toEqual(['read', 'absent', 'absent', 'absent'])
  })

  it('to a file that is broken, or leads elsewhere', async () => {
    await writeFile(userFile(), '{ "model": }')
    await expect(add()).rejects.toMatchObject({ code: 'invalid_config' })
    expect(await textOf(userFile())).toBe('{ "model": }')
    await symlink(await here.write('elsewhere.json', '{}'), mcpFile())
    await expect(add({ to: 'project' })).rejects.toMatchObject({
      message: expect.stringContaining('it is a link'),
    })
    expect(await textOf(join(here.root, 'elsewhere.json'))).toBe('{}')
  })

  it.each([
    ['a header', { url: 'https://docs.example', headers: { Authorization: 'Bearer ${TOKEN}' } }],
    ['an argument', { command: 'x', args: ['--api-key', '${KEY}', '--token=${TOKEN}'] }],
    ['an address', { url: 'https://${USER}:${PASS}@docs.example/mcp?token=${TOKEN}' }],
    ['the whole address', { url: '${DOCS}' }],
  ])('unless its secrets are variables: %s', async (_, server) => {
    expect(await add({ to: 'project', server })).toMatchObject({ layer: 'project' })
  })
})

describe('servers are listed', () => {
  it('with what they are, where they stand, and what hides what', async () => {
    const text = `{
      "model": "mine/alpha",
      "mcpServers": {
        "garden": { "command": "old", "args": ["--api-key", "tk-1"], "env": { "A": "1", "API_TOKEN": "tk-5" }, "trusted": true },
        "docs": { "url": "https://me:tk-2@docs.example/mcp?token=tk-3", "enabled": false },
      },
    }`
    await writeFile(userFile(), text)
    const path = await here.local({
      mcpServers: { garden: { command: 'new', env: { API_TOKEN: 'tk-4' }, approval: 'ask' } },
    })
    const { servers, leftOut } = await list()
    expect(servers).toMatchObject([
      {
        name: 'docs',
        server: { url: 'https://***@docs.example/mcp?token=***' },
        enabled: false,
        where: { layer: 'user', file: userFile(), line: 5 },
        below: [],
      },
      {
        name: 'garden',
        server: { command: 'new', env: { API_TOKEN: '***' } },
        enabled: true,
        approval: 'ask',
        trusted: false,
        sandbox: false,
        where: { layer: 'local', file: path, line: 1 },
        below: [
          {
            where: { layer: 'user', line: 4 },
            gives: [],
            hidden: ['command', 'args', 'env.A', 'env.API_TOKEN', 'trusted'],
          },
        ],
        problem: null,
      },
    ])
    expect(leftOut).toEqual([])
    expect(JSON.stringify(servers)).not.toMatch(/tk-\d/)
  })

  it('with what a weaker place gives, where the stronger one says how it is used', async () => {
    const server = { command: 'old', env: { A: '1' } }
    await writeFile(userFile(), JSON.stringify({ mcpServers: { garden: server } }))
    await here.local('{ "mcpServers": { "garden": { "enabled": false } } }')
    const { servers } = await list()
    expect(servers).toMatchObject([
      { server, enabled: false, below: [{ gives: ['command', 'env.A'], hidden: [] }] },
    ])
  })

  it('without reading what is not trusted, which is named', async () => {
    execFileSync('mkfifo', [mcpFile()])
    expect(await list()).toEqual({
      servers: [],
      leftOut: [{ layer: 'project', path: mcpFile(), status: 'untrusted' }],
    })
  })

  it('with why a run leaves one out', async () => {
    await add({ server: { command: 'x', env: { A: '${NOT_SET_ANYWHERE}' } } })
    const { servers } = await list()
    expect(servers).toMatchObject([{ problem: expect.stringContaining('NOT_SET_ANYWHERE') }])
  })
})

describe('a server is removed', () => {
  it('from the one file that has it, and comments around it stay', async () => {
    const before =
      '{\n  // ours\n  "mcpServers": {\n    // flowers\n    "garden": { "command": "x" }, // old\n    // the rest\n    "docs": { "command": "y" }\n  }\n}\n'
    await writeFile(mcpFile(), before)
    await trustFolder(place())
    expect(await remove()).toEqual({
      name: 'garden',
      layer: 'project',
      path: mcpFile(),
      trusted: true,
      others: [],
    })
    expect(await textOf(mcpFile())).toBe(
      '{\n  // ours\n  "mcpServers": {\n    // flowers\n    // the rest\n    "docs": { "command": "y" }\n  }\n}\n',
    )
    expect(await statuses()).toEqual(['read', 'read', 'absent', 'absent'])
  })

  it('also where it makes a configuration that no run takes', async () => {
    await writeFile(userFile(), '{"mcpServers": {"garden": {"comand": "x"}}}')
    await remove()
    expect(await textOf(userFile())).toBe('{"mcpServers": {}}')
  })

  it('only from the one that is named, where several have it', async () => {
    await add()
    await add({ to: 'project' })
    await expect(remove()).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(
        /config\.jsonc:\d+, \.mcp\.json:\d+\..*--from user, --from project/,
      ),
    })
    expect(await remove('garden', 'project')).toMatchObject({ layer: 'project', trusted: false })
    expect(await listed()).toEqual(['garden'])
    await remove()
    expect(await listed()).toEqual([])
  })

  it('unless it is nowhere', async () => {
    await expect(remove('weeds')).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringMatching(/no MCP server "weeds".*harness mcp list/),
    })
    await expect(remove('weeds', 'local')).rejects.toMatchObject({ code: 'invalid_option' })
  })
})
