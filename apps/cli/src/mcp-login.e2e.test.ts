import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { guardedServer } from './__fixtures__/guarded-server.ts'

let here: Place
beforeEach(async () => {
  here = await place()
})
afterEach(() => here.remove())

const configure = async (mcpServers: object) => {
  await mkdir(here.home, { recursive: true })
  await writeFile(join(here.home, 'config.jsonc'), JSON.stringify({ mcpServers }))
}

/** One run whose model asks the server who it is. */
async function ask() {
  const rules = [{ when: { turn: 0 }, reply: { calls: [{ tool: 'mcp_docs_whoami', input: {} }] } }]
  const script = join(here.home, 'script.json')
  await writeFile(script, JSON.stringify({ name: 'ask', rules, otherwise: { text: 'done' } }))
  const flags = ['--allowed-tools', 'mcp', '--output-format', 'stream-json']
  return here.run(['run', '--script', script, ...flags, 'go'])
}

it('a login is asked for, given in a browser, sent by runs, written nowhere else, and forgotten', async () => {
  await using server = await guardedServer()
  await configure({ docs: { url: server.url } })
  const before = await here.run(['mcp', 'test'])
  expect(before.code).toBe(1)
  expect(before.stdout).toContain('harness mcp login docs')

  const login = here.start(['mcp', 'login', 'docs', '--no-browser'])
  await login.says('Waiting for the browser')
  const url = /^ {2}(http\S+)$/m.exec(login.stderr())?.[1] ?? ''
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await login.ended).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Logged in at docs for read'),
  })
  expect((await here.run(['mcp', 'test'])).stdout).toContain('mcp_docs_whoami')

  const { stdout } = await ask()
  expect(stdout).toMatch(/You said Bearer \[secret:[\da-f]{12}\]/u)
  const [token = 'none given'] = server.given
  const logins = join(here.home, 'mcp-logins.json')
  expect((await stat(logins)).mode & 0o777).toBe(0o600)
  const files = await readdir(here.home, { recursive: true, withFileTypes: true })
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  const holding = await Promise.all(
    paths.map(async (path) => ((await readFile(path, 'utf8')).includes(token) ? [path] : [])),
  )
  expect(holding.flat()).toEqual([logins])

  expect((await here.run(['mcp', 'logout', 'docs'])).code).toBe(0)
  expect((await here.run(['mcp', 'test'])).code).toBe(1)
})

it('what has no login is said so', async () => {
  await configure({ files: { command: 'files' }, docs: { url: 'http://127.0.0.1:1/mcp' } })
  expect(await here.run(['mcp', 'login', 'files'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('program of this machine'),
  })
  expect(await here.run(['mcp', 'login', 'doc'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Did you mean docs?'),
  })
  expect(await here.run(['mcp', 'login', 'docs'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('docs'),
  })
})
