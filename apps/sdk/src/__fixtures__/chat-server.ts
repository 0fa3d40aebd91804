// A chat completions endpoint on the loopback that keeps what it was asked.
import { createServer, type IncomingMessage } from 'node:http'

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
  /** Forgets what it was asked. Asks for the calls next, where there are any, and then says `fine`. */
  begin(calls: readonly Call[]): ChatRequest[]
  close(): Promise<void>
}

type Call = readonly [tool: string, input: unknown]

export async function chatServer(): Promise<ChatServer> {
  let requests: ChatRequest[] = []
  let calls: readonly Call[] = []
  const server = createServer((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      const { authorization } = incoming.headers
      requests.push({ authorization, body })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(stream(requests.length === 1 ? calls : []))
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

function stream(calls: readonly Call[]): string {
  const asked = calls.map(([name, input], index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }))
  const delta = calls.length === 0 ? { content: 'fine' } : { tool_calls: asked }
  const reason = calls.length === 0 ? 'stop' : 'tool_calls'
  const chunks = [
    { choices: [{ index: 0, delta, finish_reason: null }] },
    { choices: [{ index: 0, delta: {}, finish_reason: reason }] },
    { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } },
  ].map((chunk) => ({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', ...chunk }))
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']
    .map((line) => `data: ${line}\n\n`)
    .join('')
}
