// Which protocol a server is greeted with. The newer one (2026-07-28) begins with another question than the older ones, and
// a server that does not know the question must not suffer from it. At an address it is asked first: that costs a round
// trip, and who does not know it says so. A program is greeted as ever: some that do not know the question end at it,
// and one that knows only the newer protocol refuses the greeting, and is started again for the question.
import { resolve } from 'node:path'
import { McpError } from '../fault/mcp-error.ts'
import { statusOf } from '../http/http-failure.ts'
import { httpTransport } from '../http/http-transport.ts'
import { keeperFor } from '../login/keeper.ts'
import type { McpAddressSettings, McpServerSettings } from '../settings/mcp-server-settings.ts'
import { serverEnvironment } from '../stdio/server-environment.ts'
import { StdioTransport, type StdioCommand } from '../stdio/stdio-transport.ts'
import { ServerLink, type Era, type LinkOptions, type MakeTransport } from './server-link.ts'

export interface OpenOptions extends Omit<LinkOptions, 'era'> {
  signal: AbortSignal
  /** Milliseconds for the start. */
  startMs: number
  /** What it spoke last time, where that is known. */
  era: 'legacy' | 'modern' | undefined
  /** A link that is being opened, so that it can be ended. */
  opening(link: ServerLink): void
}

/** Opens a connection. Rejects with an `McpError`, or with the signal's reason; nothing is left running then. */
export async function openLink(
  settings: McpServerSettings,
  options: OpenOptions,
): Promise<ServerLink> {
  const until = performance.now() + options.startMs
  const greet: Greet = async (make, era) => {
    const link = new ServerLink(make, { ...options, era })
    options.opening(link)
    const timeoutMs = Math.max(1, Math.round(until - performance.now()))
    await link.open({ signal: options.signal, timeoutMs, startMs: options.startMs })
    return link
  }
  if ('url' in settings) return openAddress(settings, options, greet)
  return openCommand(await commandOf(settings, options), options, greet)
}

/** Says hello within what is left of the time. */
type Greet = (make: MakeTransport, era: Era) => Promise<ServerLink>

async function openCommand(
  command: StdioCommand,
  { era }: OpenOptions,
  greet: Greet,
): Promise<ServerLink> {
  const make = () => new StdioTransport(command)
  if (era === 'modern') return greet(make, 'modern')
  try {
    return await greet(make, 'legacy')
  } catch (error) {
    if (!(error instanceof McpError) || error.code !== 'refused') throw error
    return greet(make, 'modern').catch(() => {
      throw error
    })
  }
}

async function commandOf(
  settings: Extract<McpServerSettings, { command: string }>,
  { host, server }: OpenOptions,
): Promise<StdioCommand> {
  const cwd = resolve(host.workspace, settings.cwd ?? '.')
  const argv = [settings.command, ...(settings.args ?? [])]
  const env = serverEnvironment(host.environment ?? process.env, settings)
  if (!host.wrap) return { argv, env, cwd }
  try {
    return { ...(await host.wrap(argv, env, { server, cwd })), cwd }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new McpError('not_started', `cannot be put into the sandbox: ${why}`, { cause: error })
  }
}

async function openAddress(
  settings: McpAddressSettings,
  { era, host, signal }: OpenOptions,
  greet: Greet,
): Promise<ServerLink> {
  const { username, password } = new URL(settings.url)
  // What `fetch` says of such an address quotes it.
  if (username !== '' || password !== '') {
    throw new McpError('unauthorized', 'is not sent a name and a password that stand in its url')
  }
  const keeper = keeperFor(settings, host, signal)
  const over = (kind: 'http' | 'sse', by: Era) =>
    greet((flooded) => httpTransport(settings, kind, { flooded, keeper }), by)
  if (settings.type === 'sse') return over('sse', 'legacy')
  try {
    if (era === 'legacy') return await over('http', 'legacy')
    return await over('http', 'newest').catch(async (error: unknown) => {
      if (isConfused(error)) return over('http', 'legacy')
      throw error
    })
  } catch (error) {
    if (settings.type === undefined && isOlder(error)) return over('sse', 'legacy')
    throw error
  }
}

/** Whether a server may have failed because it was asked what it does not know, and answered that badly or not at all. */
function isConfused(error: unknown): boolean {
  if (!(error instanceof McpError)) return false
  const { code, cause } = error
  return code === 'timeout' || code === 'protocol' || (statusOf(cause) ?? 0) >= 500
}

/** What a server that only knows the old transport answers to the new one. */
const isOlder = (error: unknown): boolean =>
  error instanceof McpError && [400, 404, 405].includes(statusOf(error.cause) ?? 0)
