// One program and everything it starts in its group. Invariant: when `close` resolves, or `onclose` was called, no process
// of the group runs. What it writes costs bounded memory: one message, and the end of standard error.
import { spawn, type ChildProcess } from 'node:child_process'
import {
  parseJSONRPCMessage,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/client'
import { McpError } from '../fault/mcp-error.ts'
import { plainText } from '../fault/plain-text.ts'
import { killAtExit } from './kill-at-exit.ts'
import { LineReader, mostMessageBytes } from './line-reader.ts'
import { Tail } from './tail.ts'

export interface StdioCommand {
  argv: readonly string[]
  env: Readonly<Record<string, string>>
  cwd: string
}

const hasGroups = process.platform !== 'win32'
/** Milliseconds for a program to end by itself when nobody talks to it any more. */
const politeMs = 500
/** Milliseconds for it to end when it is told to. */
const graceMs = 1000
/** Milliseconds for what a program wrote before its end. */
const drainMs = 100
/** Bytes of standard error that are kept. */
const tailBytes = 4096
/** Bytes in a row that are no message, after which nothing sensible is expected. */
const mostGarbage = mostMessageBytes
/** Messages of one second: whoever writes more leaves no time for anything else. */
const mostMessages = 1000
/** Bytes that wait for a program which does not read. */
const mostUnread = 32 * 1024 * 1024

export class StdioTransport implements Transport {
  onclose?: (() => void) | undefined
  onerror?: ((error: Error) => void) | undefined
  onmessage?: ((message: JSONRPCMessage) => void) | undefined
  /** Why it ended, when it did not because of `close`. */
  failure: McpError | undefined
  readonly #command: StdioCommand
  readonly #lines = new LineReader()
  readonly #stderr = new Tail(tailBytes)
  readonly #gone = Promise.withResolvers<void>()
  #child: ChildProcess | undefined
  #garbage = 0
  /** Messages since a moment, in milliseconds. */
  #recent = { since: 0, messages: 0 }
  #spare = () => {}
  #isStarted = false
  #isClosing = false

  constructor(command: StdioCommand) {
    this.#command = command
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get stderr(): string {
    return plainText(this.#stderr.text())
  }

  async start(): Promise<void> {
    const { argv, env, cwd } = this.#command
    const [program = '', ...args] = argv
    this.#isStarted = true
    const started = Promise.withResolvers<void>()
    const child = spawn(program, args, { cwd, env, stdio: 'pipe', detached: hasGroups })
    this.#child = child
    this.#spare = killAtExit(() => this.kill())
    child.once('spawn', started.resolve)
    child.once('error', (error) => {
      this.failure ??= new McpError('not_started', `cannot be started: ${error.message}`, {
        cause: error,
      })
      started.reject(this.failure)
      if (child.pid === undefined) this.#end()
    })
    child.once('exit', (code, signal) => this.#exited(code, signal))
    child.stdin.on('error', (error) => this.onerror?.(error))
    child.stdout.on('error', (error) => this.onerror?.(error))
    child.stderr.on('error', (error) => this.onerror?.(error))
    child.stdout.on('data', (chunk: Buffer) => this.#read(chunk))
    child.stderr.on('data', (chunk: Buffer) => this.#stderr.add(chunk))
    await started.promise
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.#child?.stdin
    if (!stdin?.writable) throw this.failure ?? new McpError('ended', 'is not running')
    if (stdin.writableLength > mostUnread) {
      this.#fail(new McpError('flood', 'does not read what it is sent'))
      throw this.failure ?? new McpError('flood', 'does not read what it is sent')
    }
    stdin.write(`${JSON.stringify(message)}\n`)
  }

  /** Ends it: politely, then by force. Resolves when it is gone. */
  async close(): Promise<void> {
    if (!this.#isStarted) return undefined
    if (!this.#child || this.#isClosing) return this.#gone.promise
    this.#isClosing = true
    this.#child.stdin?.end()
    if (await this.#isGoneIn(politeMs)) return
    this.#signal('SIGTERM')
    if (await this.#isGoneIn(graceMs)) return
    this.kill()
    await this.#gone.promise
  }

  /** By force and at once. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  #read(chunk: Buffer): void {
    if (this.failure) return
    try {
      for (const line of this.#lines.read(chunk)) this.#take(line)
    } catch (error) {
      if (!(error instanceof McpError)) throw error
      this.#fail(error)
    }
  }

  #take(line: string): void {
    const message = messageOf(line)
    if (message) {
      this.#garbage = 0
      this.#count()
      this.onmessage?.(message)
      return
    }
    this.#garbage += line.length + 1
    if (this.#garbage > mostGarbage) {
      throw new McpError('flood', `wrote ${mostGarbage} bytes in a row that are no messages`)
    }
  }

  #count(): void {
    const now = performance.now()
    if (now - this.#recent.since > 1000) this.#recent = { since: now, messages: 0 }
    this.#recent.messages += 1
    if (this.#recent.messages > mostMessages) {
      throw new McpError('flood', `wrote more than ${mostMessages} messages in a second`)
    }
  }

  #fail(error: McpError): void {
    this.failure ??= error
    this.kill()
  }

  #exited(code: number | null, signal: string | null): void {
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`
    if (!this.#isClosing) this.failure ??= new McpError('ended', `ended ${how}`)
    // Its group outlives it where it left children: they end with it.
    this.kill()
    // The last words are in the pipe still; a process that left the group may hold it open for ever.
    const timer = setTimeout(() => this.#end(), drainMs)
    this.#child?.once('close', () => {
      clearTimeout(timer)
      this.#end()
    })
  }

  #end(): void {
    const child = this.#child
    this.#child = undefined
    this.#spare()
    for (const stream of [child?.stdin, child?.stdout, child?.stderr]) stream?.destroy()
    this.#gone.resolve()
    this.onclose?.()
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid
    if (pid === undefined) return
    try {
      process.kill(hasGroups ? -pid : pid, signal)
    } catch (error) {
      // Nobody is left in it.
      this.onerror?.(error instanceof Error ? error : new Error(String(error)))
    }
  }

  async #isGoneIn(ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), ms)
    const gone = this.#gone.promise.then(() => true)
    return Promise.race([gone, promise]).finally(() => clearTimeout(timer))
  }
}

function messageOf(line: string): JSONRPCMessage | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return parseJSONRPCMessage(JSON.parse(line))
  } catch {
    return undefined
  }
}
