// A chat completions endpoint on the loopback that says what it is told to, in small pieces, and keeps what it was asked.
import { createServer, type IncomingMessage } from 'node:http'

/** One answer of it. */
export type Said =
  | { kind: 'text'; text: string; reasoning?: string }
  | { kind: 'call'; tool: string; input: object }
  | { kind: 'error'; message: string }

export interface SayingServer {
  /** Up to and including the version. */
  url: string
  /** The bodies of what it was asked. */
  asked: string[]
  /** What it says next, in order; then it says that it is done. `shown` is what it was asked last. */
  next: ((shown: string) => Said)[]
  close(): Promise<void>
}

const done: Said = { kind: 'text', text: 'done' }

export async function sayingServer(): Promise<SayingServer> {
  const asked: string[] = []
  const next: SayingServer['next'] = []
  const server = createServer((incoming, response) => {
    if (incoming.method !== 'POST') return void response.writeHead(404).end()
    void bodyOf(incoming).then((body) => {
      asked.push(body)
      const said = next.shift()?.(body) ?? done
      if (said.kind === 'error') {
        response.writeHead(403, { 'content-type': 'application/json' })
        return response.end(JSON.stringify({ error: { message: said.message } }))
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return response.end(streamOf(said))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    next,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function streamOf(said: Exclude<Said, { kind: 'error' }>): string {
  const deltas: object[] =
    said.kind === 'text'
      ? [
          ...piecesOf(said.reasoning ?? '', 3).map((text) => ({ reasoning_content: text })),
          ...piecesOf(said.text, 5).map((text) => ({ content: text })),
        ]
      : [
          callDelta({ id: 'call_0', function: { name: said.tool, arguments: '' } }),
          ...piecesOf(JSON.stringify(said.input), 7).map((text) =>
            callDelta({ function: { arguments: text } }),
          ),
        ]
  const reason = said.kind === 'text' ? 'stop' : 'tool_calls'
  const chunks = [
    ...deltas.map((delta) => ({ choices: [{ index: 0, delta, finish_reason: null }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: reason }] },
    { choices: [], usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } },
  ].map((chunk) => ({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', ...chunk }))
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']
    .map((line) => `data: ${line}\n\n`)
    .join('')
}

const callDelta = (call: object) => ({ tool_calls: [{ index: 0, type: 'function', ...call }] })

function piecesOf(text: string, size: number): string[] {
  const letters = Array.from(text)
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, index) =>
    letters.slice(index * size, (index + 1) * size).join(''),
  )
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of incoming) if (piece instanceof Uint8Array) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
