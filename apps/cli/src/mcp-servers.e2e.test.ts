// Servers that others wrote, through the built CLI and a scripted model: every tool is called, every resource is read, every prompt
// is got.
import { existsSync } from 'node:fs'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import {
  everything,
  everythingAt,
  filesystem,
  memory,
  type Use,
} from './__fixtures__/real-servers.ts'

let here: Place
beforeEach(async () => {
  here = await place()
})
afterEach(() => here.remove())

interface Called {
  tool: string
  output: string
  error: string | null
}

/** One run whose model calls all this, one after the other, of the server `one`. */
async function callAll(
  settings: object,
  uses: readonly Omit<Use, 'holds'>[],
): Promise<{ called: Called[]; said: string }> {
  await mkdir(here.home, { recursive: true })
  await writeFile(
    join(here.home, 'config.jsonc'),
    JSON.stringify({ mcpServers: { one: settings } }),
  )
  const rules = uses.map(({ tool, input = {} }, turn) => ({
    when: { turn },
    reply: { calls: [{ tool: `mcp_one_${tool}`, input }] },
  }))
  const script = join(here.home, 'script.json')
  await writeFile(script, JSON.stringify({ name: 'calls', rules, otherwise: { text: 'done' } }))
  const args = ['run', '--script', script, '--allowed-tools', 'mcp', '--max-turns', '60']
  const { stdout, stderr } = await here.run([...args, '--output-format', 'stream-json', 'go'])
  const lines = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  const called = lines.filter(({ type }) => type === 'tool.end')
  return { called, said: stderr }
}

/** What was called and did not answer what it should. */
async function wrongOf(settings: object, uses: readonly Use[]) {
  const { called, said } = await callAll(settings, uses)
  const wrong = uses.filter(({ holds }, at) => {
    const { output, error } = called[at] ?? { output: '', error: 'not called' }
    return error !== null || !output.includes(holds)
  })
  return { wrong: wrong.map((use) => ({ use, got: called[uses.indexOf(use)] })), said }
}

/** Everything that is listed is read. */
async function readAll(settings: object) {
  const listed = await callAll(settings, [
    { tool: 'list_resources' },
    { tool: 'list_prompts' },
    { tool: 'status' },
  ])
  const [resources = '', prompts = '', status = ''] = listed.called.map(({ output }) => output)
  const uris = [...resources.matchAll(/^demo:\/\/\S+/gm)].map(([uri]) =>
    uri.replace(/\{\w+\}/, '1'),
  )
  const names = prompts.split('\n').map((line) => line.slice(0, line.indexOf('(')))
  const uses: Use[] = [
    ...uris.map((uri) => ({ tool: 'read_resource', input: { uri }, holds: `[resource ${uri}]` })),
    ...names.map((name) => ({
      tool: 'get_prompt',
      input: { name, arguments: everything.promptArguments[name] ?? {} },
      holds: '[user]',
    })),
  ]
  return { ...(await wrongOf(settings, uses)), status, uris: uris.length, prompts: names.length }
}

describe.each(['stdio', 'streamableHttp', 'sse'] as const)('server-everything over %s', (kind) => {
  it('does everything that it can', async () => {
    await using server = kind === 'stdio' ? undefined : await everythingAt(kind)
    const settings = server ? { url: server.url } : everything.overStdio
    expect(await wrongOf(settings, everything.uses)).toMatchObject({ wrong: [] })
    const read = await readAll(settings)
    expect(read).toMatchObject({ wrong: [], status: expect.stringContaining('ready') })
    expect(read.uris).toBeGreaterThan(5)
    expect(read.prompts).toBe(4)
  })
})

it('server-filesystem does everything that it can', async () => {
  const folder = await realpath(here.workspace)
  const dot =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await writeFile(join(folder, 'dot.png'), Buffer.from(dot, 'base64'))
  const { settings, uses } = filesystem(folder)
  expect(await wrongOf(settings, uses)).toMatchObject({ wrong: [] })
})

it('server-memory does everything that it can', async () => {
  const { settings, uses } = memory(join(here.workspace, 'memory.jsonl'))
  expect(await wrongOf(settings, uses)).toMatchObject({ wrong: [] })
})

it('server-memory in the sandbox writes where it may, and nowhere else', async () => {
  const inside = memory(join(here.workspace, 'memory.jsonl'))
  // It may be hidden where this repository stands.
  const readable = [fileURLToPath(new URL('../../..', import.meta.url))]
  const walled = { ...inside.settings, sandbox: { readable, writable: ['.'] } }
  const { wrong, said } = await wrongOf(walled, inside.uses)
  // Containers often have none, and then it is a server that cannot be started.
  if (said.includes('sandbox')) return
  expect(wrong).toEqual([])
  // It has a home of its own there.
  const file = join(here.home, 'memory.jsonl')
  const outside = memory(file)
  expect(await wrongOf({ ...outside.settings, sandbox: { readable } }, outside.uses)).toMatchObject(
    {
      wrong: [],
    },
  )
  expect(existsSync(file)).toBe(false)
})
