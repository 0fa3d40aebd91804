// One connection that is open, from its first message to its end. Invariant: every request ends within its time, by an
// answer or by an error that says how the server failed; what an answer holds is looked at before it is used.
import {
  Client,
  isSpecType,
  SseError,
  StreamableHTTPClientTransport,
  type ClientOptions,
  type Progress,
  type Transport,
} from '@modelcontextprotocol/client'
import { kernelVersion, type Json } from '@harness/kernel'
import { z } from 'zod'
import { McpError } from '../fault/mcp-error.ts'
import { statusOf } from '../http/http-failure.ts'
import type { McpHost } from '../mcp-host.ts'
import { capabilitiesFor, serveRequests } from '../requests/serve-requests.ts'
import { StdioTransport } from '../stdio/stdio-transport.ts'
import { Deadline } from './deadline.ts'
import { followChanges } from './follow-changes.ts'
import { easeAnswers, wholeAnswer } from './ease-answers.ts'
import { meaningOf } from './meaning-of.ts'

export interface LinkOptions {
  /** The server's name in the settings. */
  server: string
  host: McpHost
  /** Milliseconds for an answer. */
  timeoutMs: number
  era: Era
  /** The list of tools is another one. */
  listChanged(): void
  /** It is over, whoever ended it. */
  ended(why: McpError): void
}

/** The protocol with `initialize`, the one without, or whichever the server knows, the one without first. */
export type Era = 'legacy' | 'modern' | 'newest'

/** `broken` is told what ends the connection, where the library does not say it. */
export type MakeTransport = (broken: (why: McpError) => void) => Transport

/** What the library is asked; a call of a tool comes with its schema, of which the newer protocol makes headers. */
export interface LinkRequest {
  method: string
  params?: Record<string, unknown>
  schema?: Json
}

export interface RequestOptions {
  signal: AbortSignal
  /** Milliseconds; default: those of the link. */
  timeoutMs?: number
  progress?(progress: Progress): void
}

interface Opening {
  signal: AbortSignal
  /** Milliseconds that are left. */
  timeoutMs: number
  /** Milliseconds that there were. */
  startMs: number
}

/** Longer than a timer of the library's is of use: the time is kept here. */
const never = 2 ** 31 - 1
/** Milliseconds to say goodbye to a server that is elsewhere. */
const goodbyeMs = 1000
/** Milliseconds for the first question at an address, if that is less than half of the start. */
const probeMs = 10_000

export class ServerLink {
  readonly #client: Client
  readonly #transport: Transport
  readonly #options: LinkOptions
  readonly #end = new AbortController()
  readonly #broken = new AbortController()
  #failure: McpError | undefined
  #asking = 0
  #wasReady = false
  #isOver = false

  constructor(make: MakeTransport, options: LinkOptions) {
    const { host } = options
    this.#transport = make((why) => this.#break(why))
    easeAnswers(this.#transport)
    this.#options = options
    const client: ClientOptions = {
      capabilities: capabilitiesFor(host),
      // Nothing a server sends is compiled: what it says of its answers is not checked against them.
      jsonSchemaValidator: { getValidator: () => unchecked },
    }
    this.#client = new Client({ name: 'harness', version: kernelVersion }, client)
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
    this.#client.setNotificationHandler('notifications/tools/list_changed', options.listChanged)
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

  /** The protocol's version that both speak. */
  get protocol(): string | undefined {
    return this.#client.getNegotiatedProtocolVersion()
  }

  get era(): 'legacy' | 'modern' | undefined {
    return this.#client.getProtocolEra()
  }

  offers(what: 'tools' | 'resources' | 'prompts'): boolean {
    return this.#client.getServerCapabilities()?.[what] !== undefined
  }

  /** Says hello. After a rejection nothing of it is left. */
  async open({ signal, timeoutMs, startMs }: Opening): Promise<void> {
    const mode = modes[this.#options.era]
    const probe = { timeoutMs: Math.min(probeMs, startMs / 2) }
    this.#client.setVersionNegotiation({ mode, probe })
    try {
      await this.#within({ signal, timeoutMs }, (options) =>
        this.#client.connect(this.#transport, options),
      )
      this.#wasReady = true
    } catch (error) {
      await this.close()
      const isLate = error instanceof McpError && error.code === 'timeout'
      throw isLate ? late(startMs, error) : error
    }
    const tells = this.#client.getServerCapabilities()?.tools?.listChanged
    if (this.era === 'modern' && tells) this.#follow()
  }

  /** Rejects with an `McpError`, or with the signal's reason. */
  async request<Answer>(
    request: LinkRequest,
    schema: z.ZodType<Answer>,
    options: RequestOptions,
  ): Promise<Answer> {
    const answer = await this.#within(options, (inner) => this.#send(request, inner)).catch(
      (error: unknown) => {
        if (error instanceof McpError) this.#leave(error)
        throw error
      },
    )
    const parsed = schema.safeParse(wholeAnswer(answer))
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

  async #send({ schema, ...request }: LinkRequest, options: InnerOptions): Promise<unknown> {
    const { name, arguments: given } = request.params ?? {}
    const toolDefinition = { name, inputSchema: schema }
    const call = { name, arguments: given }
    const isCall = schema !== undefined && this.era === 'modern'
    if (isCall && isSpecType.Tool(toolDefinition) && isSpecType.CallToolRequestParams(call)) {
      return this.#client.callTool(call, { ...options, toolDefinition })
    }
    return this.#client.request(request, anything, options)
  }

  #follow(): void {
    const { listChanged: changed } = this.#options
    followChanges(this.#client, { signal: this.#end.signal, changed }).catch((error: Error) =>
      this.#client.onerror?.(error),
    )
  }

  #break(why: McpError): void {
    this.#failure ??= why
    this.#over(why)
    this.#broken.abort(why)
    void this.close()
  }

  /** A session that a server elsewhere does not know any more, or that cannot be reached, is of no use. */
  #leave(error: McpError): void {
    if (this.#isLocal || error.code === 'refused') return
    const isLost = error.code === 'ended' || error.code === 'unreachable'
    if (!isLost && statusOf(error.cause) !== 400) return
    this.#over(error)
    void this.close()
  }

  #over(why = this.#explain(new McpError('ended', 'closed the connection'))): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#end.abort('The connection is over.')
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
    const abort = () => {
      aborted.reject(late(timeoutMs))
      stop.abort('The answer is not waited for any more.')
    }
    const ends = [signal, deadline.over, this.#broken.signal]
    for (const one of ends) one.addEventListener('abort', abort)
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
      throw this.#explain(deadline.over.aborted ? late(timeoutMs) : error)
    } finally {
      for (const one of ends) one.removeEventListener('abort', abort)
      deadline.end()
    }
  }

  #explain(error: unknown): McpError {
    const { failure = this.#failure, stderr } = this.#local()
    const around = {
      isLocal: this.#isLocal,
      isOver: this.#isOver,
      wasReady: this.#wasReady,
      isModern: this.era === 'modern',
    }
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

const modes = { legacy: 'legacy', modern: { pin: '2026-07-28' }, newest: 'auto' } as const

const late = (ms: number, of?: McpError): McpError =>
  new McpError('timeout', `did not answer in ${ms} ms`, {
    ...(of && { cause: of.cause }),
    ...(of?.stderr && { stderr: of.stderr }),
  })

/** What holds for every answer; what it should be is looked at by who asked. */
const anything = z.looseObject({})

const unchecked = () => ({ valid: false, data: undefined, errorMessage: 'not checked' }) as const
