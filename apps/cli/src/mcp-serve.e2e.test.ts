import { mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { endpoint, type Answer, type Endpoint } from './__fixtures__/endpoint.ts'
import {
  connect,
  isAlive,
  kinds,
  until,
  type Answerer,
  type Asked,
  type Connected,
  type Kind,
} from './__fixtures__/mcp-clients.ts'

let model: Endpoint
/** The task of a request says what is answered to it. */
beforeAll(async () => {
  model = await endpoint(({ body }): Answer => {
    const said = JSON.stringify(body.messages.findLast(({ role }) => role === 'user')?.content)
    const last = body.messages.at(-1)
    if (last?.role === 'tool' && said.includes('hang')) return { text: 'late', delayMs: 60_000 }
    if (last?.role === 'tool') return { text: `It said: ${JSON.stringify(last.content)}` }
    if (said.includes('aside'))
      return { calls: [['shell', { command: 'sleep 4321', background: true }]] }
    if (said.includes('hang')) return { text: 'late', delayMs: 60_000 }
    if (said.includes('write'))
      return { calls: [['write_file', { path: 'new.txt', content: 'new\u{202E}' }]] }
    if (said.includes('sleep')) return { calls: [['shell', { command: 'sleep 4321' }]] }
    if (said.includes('which'))
      return { calls: [['ask_user', { question: 'Which?', choices: ['red', 'blue'] }]] }
    return { text: 'The answer is 42.' }
  })
})
afterAll(() => model.close())

let here: Place
let open: Connected[]
beforeEach(async () => {
  here = await place()
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((one) => one.end()))
  await until(() => !open.some(({ pid }) => isAlive(pid)))
  await here.remove()
})

interface Opening {
  answer?: Answerer
  args?: readonly string[]
}

async function client(kind: Kind, { answer, args = [] }: Opening = {}): Promise<Connected> {
  const all = ['--base-url', model.url, '--model', 'test', ...args]
  const connected = await connect(here, { kind, args: all, ...(answer && { answer }) })
  open.push(connected)
  return connected
}

const written = () => readFile(join(here.workspace, 'new.txt'), 'utf8')
const sessionsIn = async () => JSON.parse((await here.run(['sessions', 'list', '--json'])).stdout)
const goOn = async (id: string) => {
  const args = ['--base-url', model.url, '--model', 'test', '--resume', id, 'and now?']
  return JSON.parse((await here.run([...args, '-o', 'json'])).stdout)
}

describe.each(kinds)('a client of $version over $transport', (kind) => {
  it('finds four tools, each with what it takes and gives', async () => {
    const { client: mcp } = await client(kind)
    const { tools } = await mcp.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['run', 'sessions', 'session', 'cancel'])
    for (const { description, inputSchema, outputSchema } of tools) {
      expect(description).toMatch(/\w{3}/)
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false })
      expect(outputSchema).toMatchObject({ type: 'object' })
    }
    expect(mcp.getServerVersion()).toMatchObject({ name: 'harness' })
  })

  it('runs a task, is told of its turns, and goes on with its session', async () => {
    const { client: mcp, run } = await client(kind)
    const progress: string[] = []
    const onprogress = ({ message }: { message?: string }) => void progress.push(message ?? '')
    const first = await run({ prompt: 'what is the answer?' }, { onprogress })
    expect(first).toMatchObject({
      reason: 'done',
      text: 'The answer is 42.',
      turns: 1,
      usage: { inputTokens: 100, outputTokens: 10 },
      denied: [],
    })
    const session = first.sessionId
    expect(progress).toEqual([`session ${session}, local-openai/test`, 'turn 1'])
    expect(await run({ prompt: 'again', session })).toMatchObject({ sessionId: session })
    const listed: any = await mcp.callTool({ name: 'sessions', arguments: {} })
    expect(listed.structuredContent).toMatchObject({
      sessions: [{ id: session, lastRun: 'done', title: 'what is the answer?' }],
      more: false,
    })
    const read: any = await mcp.callTool({ name: 'session', arguments: { session } })
    const origins = read.structuredContent.entries.map(({ origin }: any) => origin)
    expect(origins.filter((origin: string) => origin === 'model')).toHaveLength(2)
    expect(read.structuredContent).toMatchObject({ unfinished: false, asks: [], next: null })
  })

  it('asks a person what the permissions leave to one, who may allow it', async () => {
    const asked: Asked[] = []
    const answer: Answerer = (one) => {
      asked.push(one)
      return { action: 'accept', content: { decision: 'allow once' } }
    }
    const { run } = await client(kind, { answer })
    expect(await run({ prompt: 'write it' })).toMatchObject({ reason: 'done', denied: [] })
    expect(await written()).toBe('new\u{202E}')
    expect(asked).toHaveLength(1)
    expect(asked[0]!.message).toMatch(/agent of session \S+ wants to use write_file/)
    expect(asked[0]!.message).toContain('\\u{202E}')
    expect(asked[0]!.message).not.toContain('\u{202E}')
    expect(asked[0]!.schema.properties.decision.enum).toContain('deny')
  })

  it('denies what a person declines, cancels, denies with words, or answers with something else', async () => {
    const answers: any[] = [
      { action: 'decline' },
      { action: 'cancel' },
      { action: 'accept', content: { decision: 'deny', reason: 'not on this branch' } },
      { action: 'accept', content: { decision: 'yes, all of it' } },
      { action: 'accept' },
    ]
    const reasons: (string | null)[] = []
    const { run } = await client(kind, { answer: () => answers[reasons.length] })
    for (const _ of answers) {
      const result = await run({ prompt: 'write it' })
      expect(result.denied).toHaveLength(1)
      reasons.push(result.denied[0].reason)
    }
    expect(reasons).toEqual([
      'The person said no.',
      'The person gave no answer.',
      'The person said: not on this branch',
      expect.stringContaining('no answer'),
      expect.stringContaining('no answer'),
    ])
    await expect(written()).rejects.toThrow('ENOENT')
  })

  it('asks no more in a session for what was allowed in it, and writes no configuration', async () => {
    let count = 0
    const answer: Answerer = () => {
      count += 1
      return { action: 'accept', content: { decision: 'allow in this session' } }
    }
    const { run } = await client(kind, { answer })
    const { sessionId: session } = await run({ prompt: 'write it' })
    expect(await run({ prompt: 'write it again', session })).toMatchObject({ denied: [] })
    expect(count).toBe(1)
    expect(await readdir(here.workspace)).toEqual(['new.txt'])
    await rm(join(here.workspace, 'new.txt'))
    await run({ prompt: 'write it in another' })
    expect(count).toBe(2)
  })

  it('denies without a person, and says how to allow it', async () => {
    const { run } = await client(kind)
    const result = await run({ prompt: 'write it' })
    expect(result).toMatchObject({ denied: [{ tool: 'write_file' }] })
    expect(result.denied[0].reason).toContain('--allow')
    await expect(written()).rejects.toThrow('ENOENT')
  })

  it('asks nobody with --approval-mode never', async () => {
    const answer: Answerer = () => ({ action: 'accept', content: { decision: 'allow once' } })
    const { run } = await client(kind, { answer, args: ['--approval-mode', 'never'] })
    expect((await run({ prompt: 'write it' })).denied).toHaveLength(1)
  })

  it('passes on what the agent asks a person, and what that says', async () => {
    const answers: Record<string, unknown>[] = [{ choice: '2. blue' }, { answer: 'green' }]
    const answer: Answerer = ({ message, schema }) => {
      expect(message).toMatch(/^The agent of session \S+ asks, by ask_user:\n\nWhich\?/)
      expect(schema.properties.choice.enum).toEqual(['1. red', '2. blue'])
      return { action: 'accept', content: answers.shift() as any }
    }
    const { run } = await client(kind, { answer })
    expect((await run({ prompt: 'which?' })).text).toContain('blue')
    expect((await run({ prompt: 'which now?' })).text).toContain('green')
  })

  it('cancels a run, whose commands end with it, and goes on with the session', async () => {
    const { client: mcp, run } = await client(kind, {
      args: ['--allowed-tools', 'shell(sleep 4321)'],
    })
    const stop = new AbortController()
    const running = run({ prompt: 'sleep' }, { signal: stop.signal })
    running.catch(() => undefined)
    await until(() => sleepers().length > 0)
    stop.abort('enough')
    await expect(running).rejects.toThrow('enough')
    await until(() => sleepers().length === 0)
    const [{ id }] = (await listed(mcp)).sessions
    await until(async () => (await listed(mcp)).sessions[0].lastRun === 'cancelled')
    expect(await run({ prompt: 'then tell me', session: id })).toMatchObject({ reason: 'done' })
  })

  it('cancels by the tool, and refuses a second run of a session that runs', async () => {
    const { client: mcp, run } = await client(kind)
    const running = run({ prompt: 'hang' })
    running.catch(() => undefined)
    await until(async () => (await listed(mcp)).sessions.length === 1)
    const [{ id: session }] = (await listed(mcp)).sessions
    await until(async () => (await readPage(mcp, session)).unfinished)
    expect((await run({ prompt: 'me too', session })).refused).toContain('is held by process')
    const cancelled: any = await mcp.callTool({ name: 'cancel', arguments: { session } })
    expect(cancelled.structuredContent).toEqual({ posted: 'delivered' })
    expect(await running).toMatchObject({ reason: 'cancelled', sessionId: session })
    const idle: any = await mcp.callTool({ name: 'cancel', arguments: { session } })
    expect(idle.structuredContent).toEqual({ posted: 'idle' })
  })

  it('does several at once, and refuses more than eight', async () => {
    const { client: mcp, run } = await client(kind)
    const stop = new AbortController()
    const many = Array.from({ length: 8 }, () => run({ prompt: 'hang' }, { signal: stop.signal }))
    for (const one of many) one.catch(() => undefined)
    await until(async () => (await listed(mcp)).sessions.length === 8)
    expect((await run({ prompt: 'one more' })).refused).toContain('8 runs are under way')
    stop.abort('enough')
    await Promise.allSettled(many)
    await until(async () => (await listed(mcp)).sessions.every(({ lastRun }: any) => lastRun))
    const two = await Promise.all([run({ prompt: 'one' }), run({ prompt: 'two' })])
    expect(two).toMatchObject([{ reason: 'done' }, { reason: 'done' }])
  })

  it('leaves a session that can go on when its server is killed', async () => {
    const { pid, run } = await client(kind)
    run({ prompt: 'hang' }).catch(() => undefined)
    await until(async () => (await sessionsIn()).length === 1)
    process.kill(pid, 'SIGKILL')
    await until(() => !isAlive(pid))
    const [{ id }] = await sessionsIn()
    expect(await goOn(id)).toMatchObject({ sessionId: id, reason: 'done' })
  })

  it('ends what a run has in the background when the client goes away', async () => {
    const { client: mcp, run } = await client(kind, {
      args: ['--allowed-tools', 'shell(sleep 4321)'],
    })
    const asked = model.requests.length
    run({ prompt: 'sleep aside, then hang' }).catch(() => undefined)
    await until(() => model.requests.length === asked + 2)
    await until(() => sleepers().length === 1)
    await mcp.close()
    await until(() => sleepers().length === 0)
    await until(async () => (await sessionsIn())[0].lastRun !== undefined)
    expect(await sessionsIn()).toMatchObject([{ lastRun: 'cancelled' }])
  })

  it('ends its runs when the client goes away in the midst of one', async () => {
    const { client: mcp, run } = await client(kind, {
      args: ['--allowed-tools', 'shell(sleep 4321)'],
    })
    run({ prompt: 'sleep' }).catch(() => undefined)
    await until(() => sleepers().length > 0)
    await mcp.close()
    await until(() => sleepers().length === 0)
    await until(async () => (await sessionsIn())[0].lastRun === 'cancelled')
    const [{ id }] = await sessionsIn()
    expect(await goOn(id)).toMatchObject({ sessionId: id, reason: 'done' })
  })
})

const listed = async (mcp: Connected['client']): Promise<any> =>
  (await mcp.callTool({ name: 'sessions', arguments: {} })).structuredContent
const readPage = async (mcp: Connected['client'], session: string): Promise<any> =>
  (await mcp.callTool({ name: 'session', arguments: { session } })).structuredContent

/** Commands of the tests that go on. */
function sleepers(): string[] {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.startsWith('sleep 4321'))
}

describe('what a client may not', () => {
  const [kind] = kinds

  it('is to work outside of the folder, also by a link that leads out', async () => {
    const { run } = await client(kind)
    await mkdir(here.home, { recursive: true })
    await mkdir(join(here.workspace, 'inside', 'deep'), { recursive: true })
    await symlink(here.home, join(here.workspace, 'out'))
    await symlink('inside/deep', join(here.workspace, 'in'))
    for (const cwd of ['..', '/', here.home, 'out', 'inside/../..', '\0'])
      expect({ cwd, ...(await run({ prompt: 'hi', cwd })) }).toMatchObject({
        cwd,
        refused: expect.stringContaining('outside of the folder'),
      })
    expect((await run({ prompt: 'hi', cwd: 'nowhere' })).refused).toContain('no such folder')
    for (const cwd of ['inside', 'in', join(here.workspace, 'inside')])
      expect({ cwd, ...(await run({ prompt: 'hi', cwd })) }).toMatchObject({ cwd, reason: 'done' })
    const folders = (await listed(open[0]!.client)).sessions.map(({ workspace }: any) => workspace)
    expect(folders.every((each: string) => each.startsWith(here.workspace))).toBe(true)
  })

  it('is to see, go on with or cancel the sessions of other folders', async () => {
    await mkdir(here.home)
    const other = ['-C', here.home, '--base-url', model.url, '--model', 'test', '-o', 'json', 'hi']
    const { sessionId: session } = JSON.parse((await here.run(other)).stdout)
    const { client: mcp, run } = await client(kind)
    expect(await listed(mcp)).toEqual({ sessions: [], more: false })
    expect((await run({ prompt: 'hi', session })).refused).toContain('There is no session')
    for (const name of ['session', 'cancel']) {
      const result: any = await mcp.callTool({ name, arguments: { session } })
      expect(result).toMatchObject({ isError: true })
      expect(result.content[0].text).toContain('There is no session')
    }
    expect((await run({ prompt: 'hi', session: '../../etc' })).refused).toContain('no session')
  })

  it('is to work as freely as somebody else once did in the same session', async () => {
    const free = ['--base-url', model.url, '--model', 'test', '--permission-mode', 'trust']
    const first = await here.run([...free, '-o', 'json', 'write it'])
    const { sessionId: session, denied } = JSON.parse(first.stdout)
    expect(denied).toEqual([])
    await rm(join(here.workspace, 'new.txt'))
    const { run } = await client(kind)
    expect(await run({ prompt: 'write it', session })).toMatchObject({
      denied: [{ tool: 'write_file' }],
    })
    await expect(written()).rejects.toThrow('ENOENT')
  })

  it('is to say what is allowed', async () => {
    const { run } = await client(kind)
    for (const key of ['permissionMode', 'allowedTools', 'sandbox', 'config', 'home', 'env'])
      expect((await run({ prompt: 'hi', [key]: 'x' })).refused).toContain(key)
    expect((await run({})).refused).toContain('nothing to do')
  })
})
