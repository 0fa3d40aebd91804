import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'

interface Heard {
  method: string
  message: any
  headers: IncomingMessage['headers']
}

export type Answer = (heard: Heard, response: ServerResponse) => void

/** A server of a few lines. `answer` is for what is not the usual beginning. */
export async function httpServer(answer: Answer) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const one = {
        method: request.method!,
        message: body === '' ? undefined : JSON.parse(body),
        headers: request.headers,
      }
      heard.push(one)
      answer(one, response)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const json = (response: ServerResponse, id: unknown, result: object, headers = {}) =>
  response
    .writeHead(200, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ jsonrpc: '2.0', id, result }))
