import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with a request. */
export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
  /** Write the body in pieces of so many bytes; all at once unless given. */
  pieceBytes?: number
  /** Wait so long after each piece. */
  pieceMs?: number
  /** After the body: end (the default), drop the connection, or leave it open. */
  after?: 'end' | 'drop' | 'hold'
}

interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: any
}

export interface Loopback {
  /** The base URL of an API on it. */
  url: string
  requests: Received[]
  connections(): number
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A server on loopback that gives each request the next answer, and the last one for ever. */
export async function loopback(...answers: Answer[]): Promise<Loopback> {
  const requests: Received[] = []
  const sockets = new Set<object>()
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const text = Buffer.concat(pieces).toString('utf8')
    requests.push({ path: request.url!, headers: request.headers, body: JSON.parse(text) })
    await give(answers[Math.min(requests.length, answers.length) - 1]!, response)
  }
  const server = createServer((request, response) => {
    take(request, response).catch((error: Error) => response.destroy(error))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    connections: () => sockets.size,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function give(answer: Answer, response: ServerResponse): Promise<void> {
  response.on('error', () => {})
  response.writeHead(answer.status ?? 200, {
    'content-type': 'text/event-stream',
    ...answer.headers,
  })
  const bytes = Buffer.from(answer.body ?? '', 'utf8')
  const size = answer.pieceBytes ?? bytes.length
  for (let offset = 0; offset < bytes.length; offset += size) {
    response.write(bytes.subarray(offset, offset + size))
    if (answer.pieceMs) await new Promise((resolve) => setTimeout(resolve, answer.pieceMs))
    else if (size < bytes.length) await new Promise(setImmediate)
  }
  if (bytes.length === 0) response.flushHeaders()
  if (answer.after === 'hold') return
  if (answer.after !== 'drop') return void response.end()
  await new Promise((resolve) => setTimeout(resolve, 20))
  response.destroy()
}
