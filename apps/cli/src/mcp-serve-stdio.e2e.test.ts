import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { main, place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Endpoint } from './__fixtures__/endpoint.ts'
import { until } from './__fixtures__/mcp-clients.ts'

let here: Place
let model: Endpoint
beforeAll(async () => {
  here = await place()
  model = await endpoint(() => ({ text: 'late', delayMs: 60_000 }))
})
afterAll(async () => {
  await model.close()
  await here.remove()
})

let ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(ends.map((end) => end()))
  ends = []
})

/** A server, and what it says line by line. */
function serve(args: readonly string[] = []) {
  const all = [main, 'mcp', 'serve', '--base-url', model.url, '--model', 'test', ...args]
  const child = spawn(process.execPath, all, { cwd: here.workspace, env: here.env })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdin.on('error', () => undefined)
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => resolve(code))
  })
  const say = (message: object) =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  const answered = (id: number) =>
    lines.map((line) => JSON.parse(line)).find((one) => one.id === id)
  ends.push(() => {
    child.kill('SIGKILL')
    return ended
  })
  return { child, lines, stderr: () => stderr, ended, say, answered }
}

function initialize({ say }: ReturnType<typeof serve>): void {
  const clientInfo = { name: 'raw', version: '1' }
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }
  say({ id: 1, method: 'initialize', params })
  say({ method: 'notifications/initialized' })
}

const sessions = async () => JSON.parse((await here.run(['sessions', 'list', '--json'])).stdout)
const newest = async () => (await sessions())[0]

it('ends with 0 when its input does, before and behind the greeting', async () => {
  const early = serve()
  early.child.stdin.end()
  expect(await early.ended).toBe(0)
  const greeted = serve()
  initialize(greeted)
  await until(() => greeted.answered(1) !== undefined)
  greeted.child.stdin.end()
  expect(await greeted.ended).toBe(0)
  expect([...early.lines, greeted.stderr()]).toEqual([''])
})

it('passes over what is no message, and says so a few times only', async () => {
  const server = serve()
  server.child.stdin.write('no json\n{"jsonrpc":"1.0"}\n\u{0}\n[]\nnull\n"x"\n{}\n')
  server.child.stdin.write('{"jsonrpc":"2.0","id":5,"method":7}\n'.repeat(200))
  initialize(server)
  server.say({ id: 2, method: 'tools/list' })
  server.say({ id: 3, method: 'no/such' })
  server.say({ id: 4, result: {} })
  await until(() => [2, 3].every((id) => server.answered(id) !== undefined))
  expect(server.answered(2).result.tools).toHaveLength(4)
  expect(server.answered(3).error.code).toBe(-32_601)
  for (const line of server.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' })
  expect(server.stderr().split('\n').length).toBeLessThan(30)
  server.child.stdin.end()
  expect(await server.ended).toBe(0)
})

it.each([
  { how: 'its input ends', end: 'stdin', code: 0 },
  { how: 'it is asked to go', end: 'SIGTERM', code: 143 },
  { how: 'it is interrupted', end: 'SIGINT', code: 130 },
] as const)('leaves a session that can go on when $how in the midst of a run', async (how) => {
  const before = (await sessions()).length
  const server = serve()
  initialize(server)
  server.say({ id: 2, method: 'tools/call', params: { name: 'run', arguments: { prompt: 'hi' } } })
  const asked = model.requests.length
  await until(() => model.requests.length > asked)
  expect(await sessions()).toHaveLength(before + 1)
  if (how.end === 'stdin') server.child.stdin.end()
  else server.child.kill(how.end)
  expect(await server.ended).toBe(how.code)
  expect(await newest()).toMatchObject({ lastRun: 'cancelled' })
  if (how.end !== 'stdin') {
    expect(server.answered(2).result.structuredContent).toMatchObject({ reason: 'cancelled' })
  }
})

it('keeps its output for the protocol', async () => {
  const started = await here.run(['mcp', 'serve', '--model', 'nobody/nothing'], { stdin: '' })
  expect(started).toMatchObject({ code: 0, stdout: '' })
  const wrong = await here.run(['mcp', 'serve', 'now'], { stdin: '' })
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect((await here.run(['mcp'])).code).toBe(2)
  expect((await here.run(['mcp', 'sing'])).stderr).toContain('There are: add, list')
  expect((await here.run(['mcp', 'serve', '--help'])).stdout).toContain('harness mcp serve')
})
