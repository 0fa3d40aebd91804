// Servers of the Model Context Protocol as a new user manages them.
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
beforeEach(async () => {
  here = await place()
})
afterEach(() => here.remove())

const program = fileURLToPath(
  new URL('../../sdk/src/__fixtures__/garden-server.ts', import.meta.url),
)
const mcp = (...args: string[]) => here.run(['mcp', ...args])
/** The workspace among its arguments tells it from those of other tests. */
const garden = () => ['--', process.execPath, program, here.workspace]
const userFile = () => join(here.home, 'config.jsonc')
const mcpFile = () => join(here.workspace, '.mcp.json')
const isRunning = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .some((line) => line.includes(program) && line.includes(here.workspace))

it('from nothing to a server whose tools are there, and back', async () => {
  expect(await mcp('list')).toEqual({
    code: 0,
    stdout:
      'No server is configured. Add one: harness mcp add NAME -- COMMAND, or NAME https://…\n',
    stderr: '',
  })
  expect(await mcp('add', 'garden', '--trusted', '-e', 'API_TOKEN=tk-1', ...garden())).toEqual({
    code: 0,
    stdout: '',
    stderr: 'Added garden to ~/config.jsonc.\nSee whether it works: harness mcp test garden\n',
  })
  expect((await stat(userFile())).mode & 0o777).toBe(0o600)
  expect(await mcp('list')).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^garden\n {2}\S+.*\n {2}env API_TOKEN=\*\*\*\n {2}user ~\/config\.jsonc:3\n {2}asks as the mode says, trusted, no sandbox\n$/u,
    ),
    stderr: '',
  })
  const tested = await mcp('test')
  expect(tested).toMatchObject({ code: 0, stderr: '' })
  expect(tested.stdout).toMatch(
    /^✓ garden {2}garden 1\.0\.0\n {2}reads {6}mcp_+garden_+look, mcp_+garden_+environment\n {2}writes /u,
  )
  expect(tested.stdout).toContain('  resources  garden://beds\n  prompts    tend(plant, how?)\n')
  expect(isRunning()).toBe(false)
  expect(await mcp('remove', 'garden')).toMatchObject({
    code: 0,
    stderr: 'Removed garden from ~/config.jsonc.\n',
  })
  expect(JSON.parse(await readFile(userFile(), 'utf8'))).toEqual({ mcpServers: {} })
})

it('no line of the tables is wider than a terminal of 80 columns', async () => {
  const script = `console.error('${'so many words '.repeat(20)}'); process.exit(3)`
  await mcp('add', 'broken', '--', process.execPath, '-e', script)
  await mcp('add', 'garden', '--approval', 'never', '--pass-env', 'COLOUR', ...garden())
  await mcp(
    'add',
    'docs',
    '--header',
    'Authorization: ${SOME_LONG_NAME_OF_A_TOKEN}',
    'https://a.example',
  )
  for (const { stdout } of [await mcp('list'), await mcp('test')]) {
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  }
})

it('for programs it is one value, without secrets', async () => {
  await mcp('add', 'docs', '--header', 'Authorization: Bearer tk-1', 'https://127.0.0.1:9/mcp')
  const list = await mcp('list', '--json')
  expect(JSON.parse(list.stdout)).toMatchObject({
    servers: [{ name: 'docs', server: { headers: { Authorization: '***' } }, below: [] }],
    leftOut: [],
  })
  const tested = await mcp('test', 'docs', '--json')
  expect(tested.code).toBe(1)
  expect(JSON.parse(tested.stdout)).toMatchObject([
    { name: 'docs', state: 'failed', faults: [{ level: 'error' }] },
  ])
  expect(list.stdout + tested.stdout).not.toContain('tk-1')
})

describe('a server of a folder', () => {
  it('is read once the folder is trusted, and stays so', async () => {
    expect(await mcp('add', 'garden', '--to', 'project', ...garden())).toMatchObject({
      code: 0,
      stderr:
        'Added garden to .mcp.json.\nIt is not read yet: this folder, or what was in the file, is not trusted.\nLook at .mcp.json, then say: harness trust\n',
    })
    const before = await mcp('list')
    expect(before.stdout).toContain('! .mcp.json is left out: it is not trusted (harness trust)\n')
    expect(before.stdout).not.toContain('garden')
    await here.run(['trust'])
    expect((await mcp('add', 'other', '--scope', 'project', ...garden())).stderr).toContain(
      'harness mcp test other',
    )
    expect((await mcp('list')).stdout).toMatch(/^garden\n[^]*\nother\n/u)
    await writeFile(mcpFile(), (await readFile(mcpFile(), 'utf8')).replace('other', 'weeds'))
    expect((await mcp('list')).stdout).toContain('it is not what you trusted any more')
  })

  it('hides one of the same name, and says what', async () => {
    await mcp('add', 'garden', '--trusted', '--', '/no/such/program')
    await here.run(['trust'])
    expect((await mcp('add', 'garden', '--to', 'local', ...garden())).stderr).toContain(
      '/config.jsonc:3 too: the stronger counts. See: harness mcp list\n',
    )
    const { stdout } = await mcp('list')
    expect(stdout).toContain('local .harness/config.local.jsonc:3\n')
    expect(stdout).toContain('  hides command, trusted of user ~/config.jsonc:3\n')
    expect(await mcp('remove', 'garden')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Several files have garden: .*--from user, --from local/u),
    })
    expect((await mcp('remove', 'garden', '--from', 'local')).code).toBe(0)
    expect((await mcp('list')).stdout).toContain('/no/such/program')
  })
})

it('what fails says so with the end of what it wrote, beside what works', async () => {
  const script = 'console.error("no such bed"); process.exit(3)'
  await mcp('add', 'broken', '--', process.execPath, '-e', script)
  await mcp('add', 'garden', ...garden())
  const { code, stdout } = await mcp('test')
  expect(code).toBe(1)
  expect(stdout).toMatch(
    /^✗ broken\n {2}The MCP server broken ended with exit code 3[^]*\n {4}no such bed\n✓ garden/u,
  )
  expect(stdout).toContain('All count as writing: it is not trusted')
  expect((await mcp('test', 'garden')).code).toBe(0)
})

it('Ctrl-C ends what was started', async () => {
  const wait = ['-e', 'console.error("up"); setInterval(() => {}, 1000)', program, here.workspace]
  await mcp('add', 'slow', '--', process.execPath, ...wait)
  const started = here.start(['mcp', 'test'])
  await started.says('Waits for the MCP servers to start: slow.')
  expect(isRunning()).toBe(true)
  started.kill('SIGINT')
  expect((await started.ended).code).toBe(130)
  expect(isRunning()).toBe(false)
})

it('processes that add at once lose nothing', async () => {
  await writeFile(mcpFile(), '{\n  // ours\n  "mcpServers": {}\n}\n')
  await here.run(['trust'])
  const names = Array.from({ length: 6 }, (_, at) => `garden-${at}`)
  const added = await Promise.all(
    names.map((name) => mcp('add', name, '--to', 'project', ...garden())),
  )
  expect(added.map(({ code }) => code)).toEqual(names.map(() => 0))
  expect(await readFile(mcpFile(), 'utf8')).toMatch(/^\{\n {2}\/\/ ours\n/u)
  const { servers } = JSON.parse((await mcp('list', '--json')).stdout)
  expect(servers.map(({ name }: { name: string }) => name)).toEqual(names)
})

it.each([
  [['add'], 'Which? A command: harness mcp add NAME -- COMMAND'],
  [['add', 'docs'], 'Where is docs?'],
  [
    ['add', 'docs', 'npx', '-y', '--token=tk-1'],
    'npx is no address. A command stands behind --, with its flags: harness mcp add docs -- npx …',
  ],
  [['add', 'docs', 'https://a.example', '--', 'x'], 'either the address https://a.example or'],
  [['add', 'docs', 'https://a.example', 'https://b.example'], 'docs has one address'],
  [['add', 'docs', 'file:///x'], 'is no address. One begins with https://'],
  [['add', 'my docs', '--', 'x'], '"my docs" cannot be the name of a server'],
  [['add', 'docs', '--env', 'tk-1', '--', 'x'], '--env is NAME=VALUE'],
  [['add', 'docs', '--header', 'tk-1', 'https://a.example'], "--header is 'Name: value'"],
  [['add', 'docs', '--header', 'A: b', '--', 'x'], '--header is for an address alone'],
  [['add', 'docs', '--sandbox', 'https://a.example'], '--sandbox is for a command alone'],
  [['add', 'docs', '--transport', 'sse', '--', 'x'], '--transport sse is for an address alone'],
  [['add', 'docs', '--timeout-ms', '99999999', '--', 'x'], 'mcpServers.docs.timeoutMs: '],
  [['add', 'docs', '--to', 'project', '-e', 'API_KEY=tk-1', '--', 'x'], "'${API_KEY}'"],
  [['add', 'docs', '--to', 'elsewhere', '--', 'x'], '--to is user, project, local'],
  [['remove'], 'harness mcp remove NAME'],
  [['remove', 'docs'], 'There is no MCP server "docs"'],
  [['test', 'docs'], 'There is no MCP server "docs". None is configured here.'],
  [['list', 'docs'], 'takes no "docs"'],
  [['lst'], 'Did you mean list?'],
  [['everything'], 'There are: add, list, remove, test, login, logout, serve'],
])('refuses what makes no sense, and says what to type: %j', async (args, message) => {
  const { code, stdout, stderr } = await mcp(...args)
  expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  expect(stderr).not.toContain('tk-1')
})

it('doctor names them, and starts none', async () => {
  expect((await here.run(['doctor'])).stdout).not.toContain('mcp')
  await mkdir(here.home, { recursive: true })
  const touch = ['-e', 'require("fs").writeFileSync("touched", "x")']
  await mcp('add', 'garden', '--', process.execPath, ...touch)
  const { stdout } = await here.run(['doctor'])
  expect(stdout).toMatch(/· mcp {9}garden\n {14}→ harness mcp test/u)
  await expect(stat(join(here.workspace, 'touched'))).rejects.toMatchObject({ code: 'ENOENT' })
})

it('help shows how each is typed', async () => {
  const { stdout } = await mcp('--help')
  expect(stdout).toContain('harness mcp add NAME -- COMMAND ARGS')
  expect((await mcp('add', '--help')).stdout).toContain('--pass-env NAME')
  expect((await mcp('serve', '--help')).stdout).toContain('harness mcp serve --http')
  // Flags behind -- are the command's.
  expect((await mcp('add', 'docs', '--', 'x', '--help')).stderr).toContain('Added docs')
})
