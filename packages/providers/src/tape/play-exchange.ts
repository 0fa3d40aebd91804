import type { Exchange } from '@harness/kernel'

/** What the network library throws when there is no connection. */
class BrokenTape extends TypeError {
  override readonly cause: Error & { code: string }

  constructor(code: string) {
    super('fetch failed')
    this.cause = Object.assign(new Error(code), { code })
  }
}

/** The answer as it was recorded: whole, broken off in the same place, or none at all. */
export function playExchange({ response, broken = 'ECONNRESET' }: Exchange): Response {
  if (!response) throw new BrokenTape(broken)
  const { status, headers, body, encoding, isWhole } = response
  const bytes = encoding === 'base64' ? Buffer.from(body, 'base64') : new TextEncoder().encode(body)
  const stream = new ReadableStream({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes))
      if (isWhole) controller.close()
    },
    // An error throws away what was not read yet: it waits until everything was.
    pull(controller) {
      controller.error(new BrokenTape(broken))
    },
  })
  const hasBody = status !== 204 && status !== 205 && status !== 304
  return new Response(hasBody ? stream : null, { status, headers: { ...headers } })
}
