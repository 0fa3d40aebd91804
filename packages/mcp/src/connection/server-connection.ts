// A server over its whole life: not started, starting, ready, broken, and started again when it is needed. Invariant: at
// most one link of it is open, and none after `close`.
import { setTimeout as sleep } from 'node:timers/promises'
import { faultOf, McpError } from '../fault/mcp-error.ts'
import type { McpFault } from '../fault/mcp-fault.ts'
import type { McpHost } from '../mcp-host.ts'
import type { McpStatus } from '../mcp-servers.ts'
import type { McpServerSettings } from '../settings/mcp-server-settings.ts'
import { listTools, type Listed } from '../tools/list-tools.ts'
import type { McpCatalog } from '../tools/tools-of.ts'
import { adviceFor, type AdvicePlace } from '../fault/advice-for.ts'
import { pauseAfter, provenMs } from './backoff.ts'
import { orAborted } from './or-aborted.ts'
import type { ServerLink } from './server-link.ts'

/** Milliseconds; a server that takes longer to start is broken. */
const startMs = 30_000
const answerMs = 60_000
/** Times that a list is read again because it changed meanwhile. */
const mostLists = 3

export interface ServerName {
  /** In the settings. */
  name: string
  /** In names of tools and in rules. */
  id: string
}

export class ServerConnection {
  readonly server: ServerName
  readonly isTrusted: boolean
  /** It is started by a call, and not to ask what it offers. */
  readonly isLazy: boolean
  readonly #settings: McpServerSettings
  readonly #host: McpHost
  readonly #over = new AbortController()
  #opening: Promise<ServerLink> | undefined
  #link: ServerLink | undefined
  #listed: Promise<Listed> | undefined
  #lists = 0
  #failures = 0
  #readyAt = 0
  /** What it spoke last. */
  #era: ServerLink['era']
  #openAfter = 0
  #fault: McpFault | undefined

  constructor(server: ServerName, settings: McpServerSettings, host: McpHost) {
    this.server = server
    this.isTrusted = settings.trusted ?? false
    this.isLazy = settings.lazy ?? false
    this.#settings = settings
    this.#host = settings.sampling === false ? withoutModel(host) : host
  }

  /** What it offers. Rejects only with the signal's reason. */
  async catalog(signal: AbortSignal): Promise<McpCatalog> {
    signal.throwIfAborted()
    if (this.isLazy) return { connection: this, link: undefined, listed: undefined, faults: [] }
    try {
      if (this.#fault && performance.now() < this.#openAfter) return this.#broken(this.#fault)
      const link = await orAborted(this.#ready(), signal)
      const listed = await orAborted(this.#list(link), signal)
      this.#fault = undefined
      return { connection: this, link, listed, faults: listed.faults }
    } catch (error) {
      signal.throwIfAborted()
      return this.#broken(this.#noted(error))
    }
  }

  /**
   * Works with an open link; a server that does not run is started, after its pause. Rejects with an `McpError`, or with
   * the signal's reason.
   */
  async use<Result>(
    work: (link: ServerLink) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    signal.throwIfAborted()
    try {
      const pause = Math.max(0, this.#openAfter - performance.now())
      const stop = AbortSignal.any([signal, this.#over.signal])
      if (pause > 0 && !this.#isReady) await sleep(pause, undefined, { signal: stop })
      const link = await orAborted(this.#ready(), signal)
      return await work(link)
    } catch (error) {
      signal.throwIfAborted()
      throw this.#over.signal.aborted ? closed() : error
    }
  }

  get place(): AdvicePlace {
    const settings = this.#settings
    const isProgram = 'url' in settings && settings.oauth?.grant === 'client_credentials'
    const person = this.#host.vault ? 'person' : 'none'
    return { server: this.server.name, login: isProgram ? 'program' : person }
  }

  status(): McpStatus {
    const { info, pid, protocol } = this.#link ?? {}
    return {
      server: this.server.name,
      state: this.#state(),
      ...(info && { info }),
      ...(protocol && { protocol }),
      ...(pid !== undefined && { pid }),
      ...(this.#fault && { fault: this.#fault }),
    }
  }

  /** What it says of its use. Not to be believed. */
  get instructions(): string | undefined {
    return this.#link?.instructions
  }

  async close(): Promise<void> {
    this.#over.abort(closed())
    await this.#opening?.then(
      (link) => link.close(),
      () => undefined,
    )
    await this.#link?.close()
  }

  get #isReady(): boolean {
    return this.#link !== undefined && !this.#link.isOver && !this.#opening
  }

  #state(): McpStatus['state'] {
    if (this.#over.signal.aborted) return 'closed'
    if (this.#opening) return 'starting'
    if (this.#isReady) return 'ready'
    return this.#fault ? 'broken' : 'idle'
  }

  #broken(fault: McpFault): McpCatalog {
    return { connection: this, link: undefined, listed: undefined, faults: [fault] }
  }

  async #ready(): Promise<ServerLink> {
    if (this.#over.signal.aborted) throw closed()
    if (this.#link && this.#isReady) return this.#link
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    return this.#opening
  }

  async #open(): Promise<ServerLink> {
    this.#listed = undefined
    // The library is loaded when a server is needed, and with it what stands on it.
    const { openLink } = await import('./open-link.ts')
    try {
      const timeoutMs = this.#settings.timeoutMs ?? answerMs
      const link = await openLink(this.#settings, {
        server: this.server.name,
        host: this.#host,
        timeoutMs,
        startMs: Math.min(timeoutMs, startMs),
        signal: this.#over.signal,
        era: this.#era,
        opening: (opening) => (this.#link = opening),
        listChanged: () => this.#changed(),
        ended: (why) => this.#ended(why),
      })
      if (link.isOver) throw new McpError('ended', 'ended as soon as it was ready')
      this.#era = link.era
      this.#readyAt = performance.now()
      return link
    } catch (error) {
      this.#link = undefined
      this.#era = undefined
      this.#noted(error)
      this.#pause()
      throw error
    }
  }

  /** The list, read once for all who ask, and again where the server says that it is another one. */
  async #list(link: ServerLink): Promise<Listed> {
    for (let times = 1; ; times += 1) {
      const at = this.#lists
      this.#listed ??= this.#read(link)
      const listed = await this.#listed
      if (at === this.#lists || times === mostLists) return listed
    }
  }

  async #read(link: ServerLink): Promise<Listed> {
    try {
      const timeoutMs = Math.min(this.#settings.timeoutMs ?? answerMs, startMs)
      return await listTools(link, this.server.name, { signal: this.#over.signal, timeoutMs })
    } catch (error) {
      this.#listed = undefined
      // One that ended is counted where it ended.
      if (!link.isOver) this.#pause()
      throw error
    }
  }

  #changed(): void {
    this.#lists += 1
    this.#listed = undefined
    this.#host.changed?.(this.server.name)
  }

  #ended(why: McpError): void {
    this.#listed = undefined
    // One that never was ready is counted where it was opened.
    if (this.#opening || this.#over.signal.aborted) return
    this.#noted(why)
    if (performance.now() - this.#readyAt > provenMs) this.#failures = 0
    this.#pause()
  }

  #pause(): void {
    this.#failures += 1
    this.#openAfter = performance.now() + pauseAfter(this.#failures)
  }

  #noted(error: unknown): McpFault {
    const known = error instanceof McpError ? error : unexpected(error)
    const say = `The MCP server ${this.server.name} ${known.message}`
    const { code, stderr } = known
    this.#fault = faultOf(
      this.server.name,
      new McpError(code, `${say}${adviceFor(code, this.place)}`, { ...(stderr && { stderr }) }),
    )
    return this.#fault
  }
}

function withoutModel(host: McpHost): McpHost {
  const { sample: _, ...rest } = host
  return rest
}

const closed = () => new McpError('closed', 'is closed')

const unexpected = (error: unknown): McpError =>
  new McpError('protocol', `cannot be used: ${String(error)}`, { cause: error })
