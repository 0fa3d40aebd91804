// A server of the Model Context Protocol that speaks it by hand: `node garden-server.ts`. It keeps what it was told to do in the
// file that DIARY names, and says what it knows of its environment.
import { appendFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

interface Message {
  id?: number | string
  method?: string
  params?: {
    name?: string
    uri?: string
    arguments?: Record<string, string>
    requestedSchema?: object
  }
  result?: { action?: string }
}

const send = (message: object): void =>
  void process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
const text = (said: string) => ({ content: [{ type: 'text', text: said }] })
const tool = (name: string, more: object = {}) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: 'object', properties: { what: { type: 'string' } } },
  ...more,
})

const tools = [
  tool('plant'),
  tool('slowly'),
  tool('look', { annotations: { readOnlyHint: true } }),
  tool('environment', { annotations: { readOnlyHint: true } }),
  tool('sprout'),
  tool('graft'),
  tool('wilt'),
  tool('overgrow'),
  tool('ask'),
  tool('nag'),
  tool('wait'),
  tool('ponder'),
]
const form = {
  type: 'object',
  properties: {
    flower: { type: 'string', enum: ['tulip', 'rose'], description: 'Which one' },
    many: { type: 'integer', minimum: 1 },
    note: { type: 'string' },
  },
  required: ['flower', 'many'],
}
let waiting: Message['id']
let grown = 0
/** How often it asked, where it goes on as long as it is answered. */
let nagged = 0

function ask(): void {
  const params = { message: 'What shall grow?', requestedSchema: form }
  send({ id: 'question', method: 'elicitation/create', params })
}

function grow(): void {
  tools[0] = tool(`ivy${(grown += 1)}`)
  send({ method: 'notifications/tools/list_changed' })
}

function call({ id, params }: Message): void {
  const what = params?.arguments?.['what'] ?? ''
  const answer = (said: string) => send({ id, result: text(said) })
  switch (params?.name) {
    case 'plant':
      write(`plant ${what}`)
      return answer(`planted ${what}`)
    case 'slowly':
      write(`plant ${what}`)
      setTimeout(() => answer(`planted ${what}`), 150)
      return
    case 'look':
      return answer('three tulips')
    case 'environment':
      return answer(JSON.stringify(process.env))
    case 'wilt':
      return process.exit(1)
    case 'graft':
      tools.pop()
      tools.push(tool(what))
      send({ method: 'notifications/tools/list_changed' })
      return answer(`there is ${what} instead`)
    case 'sprout':
      tools.push(tool(what))
      send({ method: 'notifications/tools/list_changed' })
      return answer(`there is ${what}`)
    case 'overgrow':
      grow()
      setInterval(grow, 1)
      return answer('it grows')
    case 'ask':
      waiting = id
      return ask()
    case 'nag':
      waiting = id
      nagged = 1
      return ask()
    case 'ponder':
      waiting = id
      send({
        id: 'question',
        method: 'sampling/createMessage',
        params: {
          messages: [
            { role: 'user', content: { type: 'text', text: what || 'Which is the tallest?' } },
          ],
          systemPrompt: 'You are a tree.',
          maxTokens: 7,
        },
      })
      return
    case 'wait':
      write('wait')
      return
    default:
      return answer(`did ${params?.name}`)
  }
}

function write(line: string): void {
  const diary = process.env['DIARY']
  if (diary) appendFileSync(diary, `${line}\n`)
}

const answers: Record<string, (message: Message) => object> = {
  initialize: () => ({
    protocolVersion: '2025-11-25',
    capabilities: { tools: { listChanged: true }, resources: {}, prompts: {} },
    serverInfo: { name: 'garden', version: '1.0.0' },
    instructions: 'Water it.',
  }),
  'tools/list': () => ({ tools }),
  'resources/list': () => ({ resources: [{ uri: 'garden://beds', name: 'beds' }] }),
  'resources/templates/list': () => ({ resourceTemplates: [] }),
  'resources/read': ({ params }) => ({
    contents: [{ uri: params?.uri, mimeType: 'text/plain', text: `all of ${params?.uri}` }],
  }),
  'prompts/list': () => ({
    prompts: [{ name: 'tend', arguments: [{ name: 'plant', required: true }, { name: 'how' }] }],
  }),
  'prompts/get': ({ params }) => ({
    messages: [
      {
        role: 'user',
        content: { type: 'text', text: `Tend ${JSON.stringify(params?.arguments)}` },
      },
    ],
  }),
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const message: Message = JSON.parse(line)
  const { id, method, result } = message
  if (id === 'question' && !method) {
    if (nagged > 0 && result?.action === 'accept') {
      nagged += 1
      return ask()
    }
    if (nagged > 0) return send({ id: waiting, result: text(`asked ${nagged} times`) })
    return send({ id: waiting, result: text(JSON.stringify(result ?? 'nobody to ask')) })
  }
  if (method === 'tools/call') return call(message)
  const answer = answers[method ?? '']
  if (answer) send({ id, result: answer(message) })
  else if (id !== undefined && method) send({ id, error: { code: -32601, message: 'unknown' } })
})
