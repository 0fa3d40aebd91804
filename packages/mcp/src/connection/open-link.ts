import { resolve } from 'node:path'
import { McpError } from '../fault/mcp-error.ts'
import { statusOf } from '../http/http-failure.ts'
import { httpTransport } from '../http/http-transport.ts'
import type { McpAddressSettings, McpServerSettings } from '../settings/mcp-server-settings.ts'
import { serverEnvironment } from '../stdio/server-environment.ts'
import { StdioTransport, type StdioCommand } from '../stdio/stdio-transport.ts'
import { ServerLink, type LinkOptions } from './server-link.ts'

export interface OpenOptions extends LinkOptions {
  signal: AbortSignal
  /** Milliseconds for the start. */
  startMs: number
  /** A link that is being opened, so that it can be ended. */
  opening(link: ServerLink): void
}

/** Opens a connection. Rejects with an `McpError`, or with the signal's reason; nothing is left running then. */
export async function openLink(
  settings: McpServerSettings,
  options: OpenOptions,
): Promise<ServerLink> {
  if ('url' in settings) return openAddress(settings, options)
  const command = await commandOf(settings, options)
  return say(new ServerLink(new StdioTransport(command), options), options)
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

/** What a server that only knows the old transport answers to the new one. */
const isOlder = (status: number | undefined): boolean =>
  status === 400 || status === 404 || status === 405

async function openAddress(
  settings: McpAddressSettings,
  options: OpenOptions,
): Promise<ServerLink> {
  const over = (kind: 'http' | 'sse') =>
    say(new ServerLink(httpTransport(settings, kind), options), options)
  if (settings.type !== undefined) return over(settings.type)
  try {
    return await over('http')
  } catch (error) {
    if (!(error instanceof McpError) || !isOlder(statusOf(error.cause))) throw error
    return over('sse')
  }
}

async function say(link: ServerLink, options: OpenOptions): Promise<ServerLink> {
  options.opening(link)
  await link.open({ signal: options.signal, timeoutMs: options.startMs })
  return link
}
