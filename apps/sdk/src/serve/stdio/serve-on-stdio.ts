import { setImmediate } from 'node:timers/promises'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { mcpServers } from '../mcp-server.ts'
import type { Serving } from '../serving.ts'
import { firstFew } from '../first-few.ts'
import { takeStdout } from './take-stdout.ts'

/** One client, whose end is the end. Resolves when no run is under way any more. */
export async function serveOnStdio(serving: Serving, signal: AbortSignal): Promise<void> {
  const { wire, giveBack } = takeStdout()
  const over = Promise.withResolvers<void>()
  const transport = new ClosableTransport(wire, over.resolve)
  const makeServer = mcpServers(serving)
  const tell = firstFew(serving.notice)
  const connection = serveStdio(({ era }) => makeServer(era), {
    transport,
    onerror: (error) => tell(`The client: ${error.message}`),
  })
  const stop = () => over.resolve()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    await over.promise
    // What is cancelled is told to a client that is still there.
    await serving.runs.end()
    await setImmediate()
    await connection.close()
  } finally {
    signal.removeEventListener('abort', stop)
    giveBack()
  }
}

/** Tells when its input ends. */
class ClosableTransport extends StdioServerTransport {
  readonly #closed: () => void

  constructor(wire: ReturnType<typeof takeStdout>['wire'], closed: () => void) {
    super(process.stdin, wire)
    this.#closed = closed
  }

  override async close(): Promise<void> {
    await super.close()
    this.#closed()
  }
}
