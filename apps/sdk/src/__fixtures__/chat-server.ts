// A chat completions endpoint on the loopback that keeps what it was asked.
import { createServer, type IncomingMessage } from 'node:http'
import { chatStream, type Call } from './chat-stream.ts'

export interface ChatRequest {
  authorization: string | undefined
  body: {
    model: string
    messages: { role: string; content: unknown }[]
    tools?: { function: { name: string; description: string; parameters: unknown } }[]
    [key: string]: unknown
  }
}

export interface ChatServer {
  /** Up to and including the version. */
  url: string
  /**
   * Forgets what it was asked. Asks for the calls next, where there are any, and then says `fine`. It has every model but
   * the one named `broken`.
   */
  begin(calls: readonly Call[]): ChatRequest[]
  close(): Promise<void>
}

export async function chatServer(): Promise<ChatServer> {
  let requests: ChatRequest[] = []
  let calls: readonly Call[] = []
  const server = createServer((incoming, response) => {
    if (incoming.method !== 'POST') {
      // Asked for its models: it lists none.
      response.writeHead(404).end()
      return
    }
    void bodyOf(incoming).then((body) => {
      const { authorization } = incoming.headers
      requests.push({ authorization, body })
      if (body.model === 'broken') {
        response.writeHead(404, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: { message: 'no such model' } }))
        return
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(chatStream({ calls: requests.length === 1 ? calls : [], text: 'fine' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    begin(next) {
      calls = next
      requests = []
      return requests
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<ChatRequest['body']> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(Buffer.from(piece))
  return JSON.parse(Buffer.concat(pieces).toString('utf8'))
}
