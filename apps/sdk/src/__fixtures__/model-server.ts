// A local model server that only says which models it has.
import { createServer } from 'node:http'

export interface ModelServer {
  /** Up to and including the version. */
  url: string
  close(): Promise<void>
}

export const modelServer = (...ids: string[]): Promise<ModelServer> =>
  answering(JSON.stringify({ data: ids.map((id) => ({ id, max_model_len: 8192 })) }))

/** A server that answers every request with a text. */
export async function answering(text: string, status = 200): Promise<ModelServer> {
  const server = createServer((_, response) => response.writeHead(status).end(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
