// A server that speaks JSON-RPC by hand, and badly where its arguments say so: `node worker.ts <misdeed>…`.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const misdeeds = new Set(process.argv.slice(2))
const does = (misdeed: string) => misdeeds.has(misdeed)
const send = (message: object) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
const answer = (id: unknown, result: object) =>
  send({ id, result: { ...result, ...(does('modern') && modern) } })
/** What the newer protocol wants in every answer. */
const modern = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' }
const text = (said: string) => ({ content: [{ type: 'text', text: said }] })
const tool = (name: string, more: object = {}) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object', properties: {} },
  ...more,
})
const deep = (levels: number): object =>
  levels === 0 ? {} : { type: 'object', properties: { a: deep(levels - 1) } }

const calls = [
  'echo',
  'hang',
  'crash',
  'flood',
  'twice',
  'wrong',
  'fail',
  'refuse',
  'huge',
  'slow',
  'ask',
  'chatter',
]
const lies = [
  tool('no-schema', { inputSchema: undefined }),
  tool('text-schema', { inputSchema: { type: 'string' } }),
  tool('wrong-properties', { inputSchema: { type: 'object', properties: 7 } }),
  tool('huge-schema', {
    inputSchema: { type: 'object', properties: { a: { description: 'x'.repeat(20_000) } } },
  }),
  tool('deep-schema', { inputSchema: deep(2000) }),
  tool('echo'),
  { name: 7 },
  'a tool',
  tool('bell\u0007'),
]
let lists = 0
let held: unknown
let asked: unknown

function list(id: unknown): void {
  if (does('hang-at-list')) return
  lists += 1
  if (does('changes') && lists < 3) send({ method: 'notifications/tools/list_changed' })
  const own = does('changes') ? [tool(`list-${lists}`)] : []
  const many = does('many') ? Array.from({ length: 5000 }, (_, at) => tool(`t${at}`)) : []
  const odd = does('odd-names')
    ? [tool('a.b'), tool('a/b'), tool('x'.repeat(100)), tool('status')]
    : []
  const bad = does('lies') ? lies : []
  const endless = does('endless') ? { nextCursor: `c${lists}` } : {}
  answer(id, {
    tools: [
      ...calls.map((name) => tool(name, { annotations: { readOnlyHint: name === 'echo' } })),
      ...own,
      ...many,
      ...odd,
      ...bad,
    ],
    ...endless,
  })
}

function call(id: unknown, { name, arguments: given, _meta }: any): void {
  if (name === 'echo') answer(id, text(JSON.stringify(given)))
  if (name === 'hang') held = id
  if (name === 'crash') {
    process.stderr.write('I cannot\u001b[31m go on\n', () => process.exit(3))
  }
  if (name === 'flood') {
    const chunk = 'x'.repeat(1 << 20)
    const more = () => void process.stdout.write(chunk, more)
    more()
  }
  if (name === 'chatter') {
    const more = () => {
      for (let times = 0; times < 1000; times += 1) {
        send({ method: 'notifications/tools/list_changed' })
      }
      setImmediate(more)
    }
    more()
  }
  if (name === 'twice') {
    answer(id, text('first'))
    answer(id, text('second'))
  }
  if (name === 'wrong') {
    answer(4711, text('to nobody'))
    answer(null, text('to nobody'))
    send({ id: {}, result: 7 })
    answer(id, text('to you'))
  }
  if (name === 'fail') answer(id, { ...text('it did not work'), isError: true })
  if (name === 'refuse') send({ id, error: { code: -32602, message: 'never\u001b[2J heard of' } })
  if (name === 'huge') answer(id, text('y'.repeat(3_000_000)))
  if (name === 'ask') {
    asked = id
    const requestedSchema = { type: 'object', properties: {} }
    send({
      id: 'q',
      method: 'elicitation/create',
      params: { message: 'Well\u0007?', requestedSchema },
    })
  }
  if (name === 'slow') slow(id, _meta?.progressToken)
}

function slow(id: unknown, progressToken: unknown): void {
  let progress = 0
  const timer = setInterval(() => {
    progress += 1
    send({
      method: 'notifications/progress',
      params: { progressToken, progress, total: 4, message: 'on my way' },
    })
    if (progress < 4) return
    clearInterval(timer)
    answer(id, text('there'))
  }, 350)
}

function hello(id: unknown): void {
  if (does('hang-at-start')) return
  if (does('crash-at-start')) {
    process.stderr.write('no such database\n')
    process.exit(1)
  }
  if (does('nonsense-at-start')) return void answer(id, { hello: 'you' })
  answer(id, {
    protocolVersion: '2025-06-18',
    capabilities: { tools: { listChanged: true } },
    serverInfo: { name: 'hostile', version: '1' },
    instructions: 'Be careful.',
  })
}

function discover(id: unknown): void {
  answer(id, {
    supportedVersions: ['2026-07-28'],
    capabilities: { tools: { listChanged: true } },
    _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'modern', version: '1' } },
  })
}

function listen(id: unknown): void {
  const meta = { 'io.modelcontextprotocol/subscriptionId': id }
  const toolsListChanged = true
  send({
    method: 'notifications/subscriptions/acknowledged',
    params: { _meta: meta, notifications: { toolsListChanged } },
  })
  setTimeout(
    () => send({ method: 'notifications/tools/list_changed', params: { _meta: meta } }),
    200,
  )
}

if (does('garbage')) process.stdout.write('Welcome!\n{"not": "rpc"}\n{broken\n\n[1]\n')
if (does('stderr')) {
  const line = `${'e'.repeat(1000)}\n`.repeat(1000)
  for (let times = 0; times < 20; times += 1) process.stderr.write(line)
}
if (does('child')) {
  const child = spawn('sleep', ['300'], { stdio: 'ignore' })
  process.stderr.write(`child ${child.pid}\n`)
}
if (does('stubborn')) {
  process.on('SIGTERM', () => process.stderr.write('no\n'))
  setInterval(() => undefined, 1000)
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method, params, result, error } = JSON.parse(line)
  if (id === 'q') answer(asked, text(JSON.stringify(result ?? error)))
  if (method === 'initialize' && does('modern')) {
    return void send({ id, error: { code: -32601, message: 'Method not found' } })
  }
  if (method === 'initialize') hello(id)
  if (method === 'server/discover' && does('modern')) discover(id)
  if (method === 'subscriptions/listen') listen(id)
  if (method === 'tools/list') list(id)
  if (method === 'tools/call') call(id, params)
  if (method === 'notifications/cancelled')
    process.stderr.write(`cancelled ${params.requestId === held}\n`)
})
