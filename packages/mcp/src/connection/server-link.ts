// One connection that is open, from its first message to its end. Invariant: every request ends within its time, by an
// answer or by an error that says how the server failed; what an answer holds is looked at before it is used.
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { SseError } from '@modelcontextprotocol/sdk/client/sse.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import {
  ResultSchema,
  ToolListChangedNotificationSchema,
  type ClientRequest,
  type Progress,
} from '@modelcontextprotocol/sdk/types.js'
import { kernelVersion } from '@harness/kernel'
import type { z } from 'zod'
import { McpError } from '../fault/mcp-error.ts'
import { statusOf } from '../http/http-failure.ts'
import type { McpHost } from '../mcp-host.ts'
import { capabilitiesFor, serveRequests } from '../requests/serve-requests.ts'
import { StdioTransport } from '../stdio/stdio-transport.ts'
import { Deadline } from './deadline.ts'
import { meaningOf } from './meaning-of.ts'

export interface LinkOptions {
  /** The server's name in the settings. */
  server: string
  host: McpHost
  /** Milliseconds for an answer. */
  timeoutMs: number
  /** The list of tools is another one. */
  listChanged(): void
  /** It is over, whoever ended it. */
  ended(why: McpError): void
}

export interface RequestOptions {
  signal: AbortSignal
  /** Milliseconds; default: those of the link. */
  timeoutMs?: number
  progress?(progress: Progress): void
}

/** Longer than a timer of the library's is of use: the time is kept here. */
const never = 2 ** 31 - 1
/** Milliseconds to say goodbye to a server that is elsewhere. */
const goodbyeMs = 1000

export class ServerLink {
  readonly #client: Client
  readonly #transport: Transport
  readonly #options: LinkOptions
  #asking = 0
  #wasReady = false
  #isOver = false

  constructor(transport: Transport, options: LinkOptions) {
    const { host } = options
    this.#transport = transport
    this.#options = options
    this.#client = new Client(
      { name: 'harness', version: kernelVersion },
      // Nothing a server sends is compiled: what it says of its answers is not checked against them.
      {
        capabilities: capabilitiesFor(host),
        jsonSchemaValidator: { getValidator: () => unchecked },
      },
    )
    Object.assign(this.#client, {
      onclose: () => this.#over(),
      onerror: (error: Error) => {
        // This transport would connect again for ever, to a session that is none any more.
        if (error instanceof SseError) void this.close()
      },
    } satisfies Pick<Client, 'onclose' | 'onerror'>)
    const holding = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
      this.#asking += 1
      return work().finally(() => (this.#asking -= 1))
    }
    serveRequests(this.#client, { server: options.server, host, holding })
    this.#client.setNotificationHandler(ToolListChangedNotificationSchema, options.listChanged)
  }

  get pid(): number | undefined {
    return this.#transport instanceof StdioTransport ? this.#transport.pid : undefined
  }

  get isOver(): boolean {
    return this.#isOver
  }

  get info(): { name: string; version: string } | undefined {
    const info = this.#client.getServerVersion()
    return info && { name: info.name.slice(0, 100), version: info.version.slice(0, 100) }
  }

  get instructions(): string | undefined {
    return this.#client.getInstructions()
  }

  offers(what: 'tools' | 'resources' | 'prompts'): boolean {
    return this.#client.getServerCapabilities()?.[what] !== undefined
  }

  /** Says hello. After a rejection nothing of it is left. */
  async open({ signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number }): Promise<void> {
    try {
      await this.#within({ signal, timeoutMs }, (options) =>
        this.#client.connect(this.#transport, options),
      )
      this.#wasReady = true
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /** Rejects with an `McpError`, or with the signal's reason. */
  async request<Answer>(
    request: ClientRequest,
    schema: z.ZodType<Answer>,
    options: RequestOptions,
  ): Promise<Answer> {
    const answer = await this.#within(options, (inner) =>
      this.#client.request(request, ResultSchema, inner),
    ).catch((error: unknown) => {
      if (error instanceof McpError) this.#leave(error)
      throw error
    })
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    throw new McpError('protocol', `answered ${request.method} with something else`, {
      cause: parsed.error,
    })
  }

  /** Ends it. Resolves when nothing of it runs. */
  async close(): Promise<void> {
    const transport = this.#transport
    if (transport instanceof StreamableHTTPClientTransport) {
      const bye = transport
        .terminateSession()
        .catch((error: Error) => this.#client.onerror?.(error))
      const timer = Promise.withResolvers<void>()
      const timeout = setTimeout(timer.resolve, goodbyeMs)
      await Promise.race([bye, timer.promise]).finally(() => clearTimeout(timeout))
    }
    await transport.close()
    this.#over()
  }

  /** A session that a server elsewhere does not know any more, or that cannot be reached, is of no use. */
  #leave(error: McpError): void {
    if (this.#isLocal) return
    const isLost = error.code === 'ended' || error.code === 'unreachable'
    if (!isLost && statusOf(error.cause) !== 400) return
    this.#over(error)
    void this.close()
  }

  #over(why = this.#explain(new McpError('ended', 'closed the connection'))): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#options.ended(why)
  }

  async #within<Answer>(
    { signal, timeoutMs = this.#options.timeoutMs, progress }: RequestOptions,
    send: (options: InnerOptions) => Promise<Answer>,
  ): Promise<Answer> {
    signal.throwIfAborted()
    const deadline = new Deadline(timeoutMs, () => this.#asking > 0)
    // One of its own: a signal that fires when the answer is there would cancel it still.
    const stop = new AbortController()
    const aborted = Promise.withResolvers<never>()
    const late = new McpError('timeout', `did not answer in ${timeoutMs} ms`)
    const abort = () => {
      aborted.reject(late)
      stop.abort('The answer is not waited for any more.')
    }
    for (const one of [signal, deadline.over]) one.addEventListener('abort', abort)
    const onprogress = (step: Progress) => {
      deadline.touch()
      progress?.(step)
    }
    const inner = { signal: stop.signal, timeout: never, ...(progress && { onprogress }) }
    try {
      const answer = send(inner)
      return await Promise.race([answer, aborted.promise])
    } catch (error) {
      signal.throwIfAborted()
      throw this.#explain(deadline.over.aborted ? late : error)
    } finally {
      for (const one of [signal, deadline.over]) one.removeEventListener('abort', abort)
      deadline.end()
    }
  }

  #explain(error: unknown): McpError {
    const { failure, stderr } = this.#local()
    const around = { isLocal: this.#isLocal, isOver: this.#isOver, wasReady: this.#wasReady }
    const found = failure ?? meaningOf(error, around)
    return new McpError(found.code, found.message, {
      cause: found.cause ?? found,
      ...(stderr && { stderr }),
    })
  }

  get #isLocal(): boolean {
    return this.#transport instanceof StdioTransport
  }

  #local(): { failure?: McpError | undefined; stderr?: string } {
    return this.#transport instanceof StdioTransport ? this.#transport : {}
  }
}

interface InnerOptions {
  signal: AbortSignal
  timeout: number
  onprogress?(progress: Progress): void
}

const unchecked = () => ({ valid: false, data: undefined, errorMessage: 'not checked' }) as const
