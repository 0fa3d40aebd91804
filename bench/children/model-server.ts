// An OpenAI-compatible endpoint with an instant model, in a process of its own so that its CPU is nobody's.
// `model` says what it does: `read` and `shell` call that tool without end (`read-3` three times, then it answers),
// `answer` says a few words, `stream-5000` says so many chunks, `wire-5000` in
// the events of the path that was asked. `GET /seen` tells what was asked since the last time.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { callReply, textReply } from '../model/replies.ts'
import { wireReply, type WireName } from '../model/wire-replies.ts'

const nothing = () => ({ requests: 0, bytes: 0, first: 0, digest: createHash('sha256') })

let seen = nothing()

const server = createServer((request, response) => {
  if (request.method === 'GET') response.end(JSON.stringify(report()))
  else void answerTo(request, response)
})

function report() {
  const { digest, ...counts } = seen
  seen = nothing()
  return { ...counts, digest: digest.digest('hex') }
}

async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  seen.requests += 1
  seen.bytes += body.length
  seen.first ||= body.length
  seen.digest.update(body)
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(replyTo(body, wires[request.url ?? ''] ?? 'chat'))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces)
}

const answer = textReply(4)
const streams = new Map<number, Buffer>()

const wires: Readonly<Record<string, WireName>> = {
  '/v1/responses': 'responses',
  '/v1/messages': 'messages',
}

function replyTo(body: Buffer, wire: WireName): Buffer {
  const model = /"model":"([^"]*)"/.exec(body.toString('latin1', 0, 200))?.[1] ?? ''
  const [kind, digits] = model.split('-')
  const count = digits === undefined ? Infinity : Number(digits)
  if (kind === 'wire') return wireReplyOf(wire, count)
  if (kind === 'stream') {
    const reply = streams.get(count) ?? textReply(count)
    streams.set(count, reply)
    return reply
  }
  const turn = occurrences(body, '"tool_call_id"')
  if (turn >= count || !kind) return answer
  if (kind === 'read') {
    const input = { path: 'notes.txt', offset: turn + 1, limit: 20 }
    return callReply(turn, { tool: 'read_file', input })
  }
  if (kind === 'shell') return callReply(turn, { tool: 'shell', input: { command: `: ${turn}` } })
  return answer
}

const wireReplies = new Map<string, Buffer>()

function wireReplyOf(wire: WireName, count: number): Buffer {
  const name = `${wire} ${count}`
  const reply = wireReplies.get(name) ?? wireReply(wire, count)
  wireReplies.set(name, reply)
  return reply
}

function occurrences(body: Buffer, text: string): number {
  let count = 0
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) count += 1
  return count
}

server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit())
