// A chat completions endpoint on the loopback, for tests of the built CLI.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface Answer {
  text?: string
  calls?: readonly (readonly [tool: string, input: unknown])[]
  /** In place of an answer. */
  status?: number
  /** What the provider calls it. */
  code?: string
  /** Milliseconds before it. */
  delayMs?: number
}

export interface AskedRequest {
  body: { model: string; messages: { role: string; content: unknown }[]; tools?: unknown[] }
  bytes: number
  authorization: string | undefined
}

export interface Endpoint {
  url: string
  requests: AskedRequest[]
  close(): Promise<void>
}

/** Answers request after request by what the function says. */
export async function endpoint(
  answer: (request: AskedRequest, index: number) => Answer | Promise<Answer>,
): Promise<Endpoint> {
  const requests: AskedRequest[] = []
  const server = createServer((incoming, response) => {
    if (incoming.method !== 'POST') {
      // Asked for its models: it lists none.
      response.writeHead(404).end()
      return
    }
    void receive(incoming).then(async (request) => {
      requests.push(request)
      await reply(response, await answer(request, requests.length - 1))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function receive(incoming: IncomingMessage): Promise<AskedRequest> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(Buffer.from(piece))
  const bytes = Buffer.concat(pieces)
  const { authorization } = incoming.headers
  return { body: JSON.parse(bytes.toString('utf8')), bytes: bytes.length, authorization }
}

async function reply(response: ServerResponse, answer: Answer): Promise<void> {
  const { status, code, text, calls = [], delayMs } = answer
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs))
  if (status !== undefined) {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: { message: `status ${status}`, code } }))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (delta: unknown, finish_reason: string | null = null) =>
    response.write(`data: ${JSON.stringify(chunk({ index: 0, delta, finish_reason }))}\n\n`)
  for (const word of text?.match(/\S+\s*/g) ?? []) send({ content: word })
  for (const [index, [name, input]] of calls.entries()) {
    const call = { name, arguments: JSON.stringify(input) }
    send({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: call }] })
  }
  send({}, calls.length > 0 ? 'tool_calls' : 'stop')
  const usage = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 }
  response.write(`data: ${JSON.stringify({ ...chunk(), usage })}\n\n`)
  response.end('data: [DONE]\n\n')
}

const chunk = (...choices: unknown[]) => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 0,
  model: 'test',
  choices,
})
