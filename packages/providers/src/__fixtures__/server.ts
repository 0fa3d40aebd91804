// A server on the loopback that answers every request in the same way.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export interface TestServer {
  /** Up to and including the version. */
  url: string
  requests: { url: string; headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

export async function server(answer: (response: ServerResponse) => void): Promise<TestServer> {
  const requests: TestServer['requests'] = []
  const listening = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers })
    answer(response)
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        listening.close(() => resolve())
        listening.closeAllConnections()
      }),
  }
}

/** Answers with a value as JSON. */
export const json =
  (value: unknown, status = 200) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
