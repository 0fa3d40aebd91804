import { randomUUID } from 'node:crypto'
import {
  WebStandardStreamableHTTPServerTransport as HttpTransport,
  type McpServer,
  type WebStandardStreamableHTTPServerTransportOptions as HttpTransportOptions,
} from '@modelcontextprotocol/server'

/** How many clients may be connected, how long one may be silent, and how often that is looked at, in milliseconds. */
const usual = { most: 32, silenceMs: 30 * 60_000, lookMs: 60_000 }

interface Connected {
  transport: HttpTransport
  /** Answers that are being written. */
  active: number
  heardAt: number
}

/** An answer, and what to call when it is written. */
export interface Answer {
  response: Response
  written(): void
}

/**
 * Clients of before 2026-07-28, which connect and then speak by the id of their connection. Owns: their number and age are
 * bounded; one that is being answered is never let go of.
 */
export class Connections {
  readonly #open = new Map<string, Connected>()
  readonly #makeServer: () => McpServer
  readonly #most: number
  #beginning = 0
  readonly #timer: NodeJS.Timeout

  constructor(makeServer: () => McpServer, { most, silenceMs, lookMs } = usual) {
    this.#makeServer = makeServer
    this.#most = most
    this.#timer = setInterval(() => this.#letGo(silenceMs), lookMs).unref()
  }

  async handle(request: Request): Promise<Answer> {
    const id = request.headers.get('mcp-session-id')
    if (id === null) return this.#connect(request)
    const known = this.#open.get(id)
    return known
      ? answer(known, request)
      : refuse(404, 'This connection is not open: connect anew.')
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all([...this.#open.values()].map(({ transport }) => transport.close()))
  }

  /** Only what begins a connection comes without its id. */
  async #connect(request: Request): Promise<Answer> {
    if (this.#isFull()) this.#letGo(0)
    if (this.#isFull()) {
      return refuse(503, `${this.#most} clients are connected: end one of them.`)
    }
    this.#beginning += 1
    try {
      return await this.#begin(request)
    } finally {
      this.#beginning -= 1
    }
  }

  async #begin(request: Request): Promise<Answer> {
    const transport: ClosableTransport = new ClosableTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void this.#open.set(id, connected),
      closed: (id) => void this.#open.delete(id),
    })
    const connected: Connected = { transport, active: 0, heardAt: Date.now() }
    await this.#makeServer().connect(transport)
    const first = await answer(connected, request)
    if (transport.sessionId === undefined) await transport.close()
    return first
  }

  #isFull(): boolean {
    return this.#open.size + this.#beginning >= this.#most
  }

  /** Lets go of those that were silent for longer; of the one silent longest, where every one is too many. */
  #letGo(silenceMs: number): void {
    const before = Date.now() - silenceMs
    const idle = [...this.#open.values()]
      .filter(({ active, heardAt }) => active === 0 && heardAt <= before)
      .toSorted((one, other) => one.heardAt - other.heardAt)
    const going = silenceMs === 0 ? idle.slice(0, 1) : idle
    for (const { transport } of going) transport.close().catch(() => undefined)
  }
}

/** Tells when it is closed, by whomever. */
class ClosableTransport extends HttpTransport {
  readonly #closed: (id: string) => void

  constructor({ closed, ...options }: HttpTransportOptions & { closed(id: string): void }) {
    super(options)
    this.#closed = closed
  }

  override async close(): Promise<void> {
    if (this.sessionId !== undefined) this.#closed(this.sessionId)
    await super.close()
  }
}

async function answer(connected: Connected, request: Request): Promise<Answer> {
  connected.active += 1
  connected.heardAt = Date.now()
  let isWritten = false
  const written = () => {
    if (isWritten) return
    isWritten = true
    connected.active -= 1
    connected.heardAt = Date.now()
  }
  try {
    return { response: await connected.transport.handleRequest(request), written }
  } catch (error) {
    written()
    throw error
  }
}

const refuse = (status: number, message: string): Answer => ({
  response: Response.json(
    { jsonrpc: '2.0', error: { code: -32_000, message }, id: null },
    { status },
  ),
  written: () => undefined,
})
