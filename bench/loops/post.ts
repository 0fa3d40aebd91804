import { Agent, request, type IncomingMessage } from 'node:http'

/** Posts a body and answers the bytes of the stream that comes back. */
export type Post = (url: string, body: string) => Promise<AsyncIterable<Uint8Array>>

export const postByFetch: Post = async (url, body) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body })
  if (!response.ok || !response.body) throw new Error(`the model answered ${response.status}`)
  return response.body
}

const agent = new Agent({ keepAlive: true })

export const postByHttp: Post = (url, body) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    request(url, { method: 'POST', headers, agent }, resolve).on('error', reject).end(body)
  })
