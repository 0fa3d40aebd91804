// Where a browser comes back to after a login: an address of this machine, for one answer. Invariant: only what carries the
// state is an answer, so that no page of a stranger ends or fills in a login.
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { LoginError } from './login-error.ts'

export interface RedirectListener extends AsyncDisposable {
  /** What the browser is sent back to. */
  readonly uri: string
  /** What came back with this state. Rejects with the signal's reason. */
  answer(state: string, signal: AbortSignal): Promise<URLSearchParams>
}

const path = '/callback'

/** Listens on one of these ports of this machine, the first that is free; 0 is any. */
export async function redirectListener(ports: readonly number[]): Promise<RedirectListener> {
  const server = createServer()
  const port = await listen(server, ports)
  const uri = `http://127.0.0.1:${port}${path}`
  return {
    uri,
    answer: async (state, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<URLSearchParams>()
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort)
      if (signal.aborted) abort()
      server.on('request', ({ method, url, headers }, response) => {
        const asked = URL.parse(url ?? '', uri)
        const isOurs = headers.host === `127.0.0.1:${port}` && asked?.pathname === path
        if (method !== 'GET' || !asked || !isOurs)
          return say(response, 404, 'There is nothing here.')
        const states = asked.searchParams.getAll('state')
        if (states.length !== 1 || states[0] !== state) {
          return say(response, 400, 'This is no answer to the login that is waited for.')
        }
        say(response, 200, 'You can close this window and go back to harness.')
        resolve(asked.searchParams)
      })
      return promise.finally(() => signal.removeEventListener('abort', abort))
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function listen(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    server.listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    const address = server.address()
    if (isFree && typeof address === 'object' && address) return address.port
  }
  const message = `Port ${ports.join(', ')} of this machine is taken: end what listens there, or choose another callbackPort.`
  throw new LoginError('unreachable', message)
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  })
  response.end(`${text}\n`)
}
