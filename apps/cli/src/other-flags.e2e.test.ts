// Flags of the commands beside `run` that no other test looks at: each changes what its command says.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'

let here: Place
let elsewhere = ''
let more = ''
let session = ''
const nobody = { command: '/no/such/server' }

beforeAll(async () => {
  here = await place()
  elsewhere = join(dirname(here.workspace), 'elsewhere')
  more = join(dirname(here.workspace), 'more.jsonc')
  await Promise.all([mkdir(here.home), mkdir(join(elsewhere, '.harness'), { recursive: true })])
  const write = (path: string, value: object) => writeFile(path, JSON.stringify(value))
  await write(join(here.home, 'config.jsonc'), {
    permissions: { mode: 'plan' },
    mcpServers: { weather: nobody },
  })
  await write(more, { permissions: { mode: 'deny' }, mcpServers: { tides: nobody } })
  await write(join(elsewhere, '.harness', 'config.jsonc'), {
    permissions: { allow: ['shell(npm test)'] },
  })
  await here.run(['trust'], { cwd: elsewhere })
  for (const task of ['The word is sesame.', 'It is still sesame.']) {
    const { stdout } = await here.run(['run', '-o', 'json', task], { cwd: elsewhere })
    session = JSON.parse(stdout).sessionId
  }
})
afterAll(() => here.remove())

/** How often it stands in either output. */
const counts = async (args: readonly string[], text: string) => {
  const { stdout, stderr } = await here.run(args)
  return `${stdout}${stderr}`.split(text).length - 1
}

const none = ['--setting-sources', 'none']
const unknown = 'There is no MCP server'

/** Of a text there are so many without the flag, and so many with it; true: some. */
const rows: [
  args: string,
  flag: () => string[],
  text: string,
  without: number | true,
  withIt: number | true,
][] = [
  ['sessions list', () => ['-a'], 'sesame', 0, 2],
  ['sessions search sesame', () => ['-a'], '\n    ', 0, true],
  ['sessions search -a --json sesame', () => ['-n', '1'], '"id"', 2, 1],
  ['trace transcript', () => ['--session', session], 'offline/scripted', 0, true],
  ['permissions', () => ['--allow-write'], '--allow-write', 0, true],
  ['permissions', () => ['--allowed-tools', 'edit(lib/**)'], 'edit(lib/**)', 0, true],
  ['permissions', () => ['--config', more], 'deny', 0, true],
  ['permissions', () => none, 'plan', true, 0],
  ['permissions', () => ['--no-user-config'], 'plan', true, 0],
  ['permissions', () => ['--cwd', elsewhere], 'npm test', 0, true],
  ['permissions', () => ['-C', elsewhere], 'npm test', 0, true],
  ['mcp list', () => ['--config', more], 'tides', 0, true],
  ['mcp list', () => none, 'weather', true, 0],
  ['mcp list', () => ['--no-user-config'], 'weather', true, 0],
  ['mcp test', () => ['--config', more], 'tides', 0, true],
  ['mcp test', () => none, 'weather', true, 0],
  ['mcp test', () => ['--no-user-config'], 'weather', true, 0],
  ['mcp login tides', () => ['--config', more], unknown, 1, 0],
  ['mcp login weather', () => none, unknown, 0, 1],
  ['mcp login weather', () => ['--no-user-config'], unknown, 0, 1],
  ['mcp logout tides', () => ['--config', more], unknown, 1, 0],
  ['mcp logout weather', () => none, unknown, 0, 1],
  ['mcp logout weather', () => ['--no-user-config'], unknown, 0, 1],
  ['doctor --json', () => ['--no-user-config'], 'weather', true, 0],
]

describe.concurrent('with another flag', () => {
  it.for(rows)('%s', async ([args, flag, text, without, withIt]) => {
    const words = args.split(' ')
    const bare = await counts(words, text)
    const given = await counts([...words, ...flag()], text)
    const seen = (count: number, wanted: number | true) => (wanted === true ? count > 0 : count)
    expect([seen(bare, without), seen(given, withIt)]).toEqual([without, withIt])
  })
})

it('mcp add writes a header by its short form, and where it is started', async () => {
  const address = ['https://127.0.0.1:9/mcp']
  await here.run(['mcp', 'add', 'docs', '-H', 'X-Garden: rose', ...address])
  await here.run(['mcp', 'add', 'shed', '--cwd', elsewhere, '--', 'shed'])
  const { stdout } = await here.run(['mcp', 'list', '--json'])
  const { servers } = JSON.parse(stdout)
  const written = (name: string) => servers.find((each: any) => each.name === name)?.server
  expect(written('docs')).toMatchObject({ headers: { 'X-Garden': expect.any(String) } })
  expect(written('shed')).toMatchObject({ cwd: elsewhere })
})

it('trust is taken back by --remove', async () => {
  const heard = async () => (await here.run(['permissions', '-C', elsewhere])).stdout
  expect(await heard()).toContain('npm test')
  await here.run(['trust', '--remove', elsewhere])
  expect(await heard()).not.toContain('npm test')
})

it('sessions are deleted by -y where nobody can be asked', async () => {
  expect(await here.run(['sessions', 'delete', session])).toMatchObject({ code: 2 })
  expect(await here.run(['sessions', 'delete', session, '-y'])).toMatchObject({ code: 0 })
  expect(await here.run(['sessions', 'show', session])).toMatchObject({ code: 2 })
})
