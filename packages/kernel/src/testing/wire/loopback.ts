import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { setImmediate as nextTick, setTimeout as sleep } from 'node:timers/promises'

/** What the server does with a request. */
export interface LoopbackAnswer {
  /** 200 unless given. */
  status?: number
  /** `content-type: text/event-stream` unless given. */
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** Write the body in pieces of so many bytes; all at once unless given. */
  pieceBytes?: number
  /** Write the first so many bytes alone. */
  splitAt?: number
  /** Wait so long after each piece. */
  pieceMs?: number
  /** After the body: end (the default), drop the connection, or leave it open. */
  after?: 'end' | 'drop' | 'hold'
}

/** A request as it came. */
export interface LoopbackRequest {
  path: string
  headers: IncomingHttpHeaders
  /** The text of its body. */
  text: string
}

/** A server of a test. */
export interface Loopback {
  /** Without a slash at its end. */
  url: string
  requests: LoopbackRequest[]
  /** Connections open right now. */
  connections(): number
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A server on loopback that gives each request the next answer, and the last one for ever. */
export async function loopback(...answers: LoopbackAnswer[]): Promise<Loopback> {
  const requests: LoopbackRequest[] = []
  const sockets = new Set<object>()
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(Buffer.from(piece))
    const text = Buffer.concat(pieces).toString('utf8')
    requests.push({ path: request.url ?? '', headers: request.headers, text })
    await give(answers[Math.min(requests.length, answers.length) - 1] ?? {}, response)
  }
  const server = createServer((request, response) => {
    take(request, response).catch((error: Error) => response.destroy(error))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => sockets.size,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function give(answer: LoopbackAnswer, response: ServerResponse): Promise<void> {
  // A client that goes away is what some tests are about.
  response.on('error', () => undefined)
  const headers = { 'content-type': 'text/event-stream', ...answer.headers }
  response.writeHead(answer.status ?? 200, headers)
  const bytes = Buffer.from(answer.body ?? '')
  const first = answer.splitAt ?? 0
  if (first > 0) {
    response.write(bytes.subarray(0, first))
    await nextTick()
  }
  const size = answer.pieceBytes ?? bytes.length
  for (let offset = first; offset < bytes.length; offset += size) {
    response.write(bytes.subarray(offset, offset + size))
    if (answer.pieceMs) await sleep(answer.pieceMs)
    else if (size < bytes.length) await nextTick()
  }
  if (bytes.length === 0) response.flushHeaders()
  if (answer.after === 'hold') return
  if (answer.after !== 'drop') return void response.end()
  await sleep(20)
  response.destroy()
}
