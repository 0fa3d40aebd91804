import type { AuthProvider } from '@modelcontextprotocol/client'
import type { McpHost } from '../mcp-host.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import { ProgramKeeper } from './program-keeper.ts'
import { TokenKeeper } from './token-keeper.ts'

/** What a connection is let in by. */
export interface Keeper extends AuthProvider {
  /** Hears that what was sent is not enough, before it is asked for something else. */
  challenged(response: Response, sent: string | undefined): Promise<void>
}

/** The login of this program, or else of the person, where those are kept. */
export function keeperFor(
  settings: McpAddressSettings,
  host: McpHost,
  signal: AbortSignal,
): Keeper | undefined {
  const { vault, environment = process.env } = host
  if (settings.oauth?.grant === 'client_credentials') {
    const onToken = (token: string) => host.secret?.(token)
    return new ProgramKeeper({ settings, environment, signal, onToken })
  }
  return vault && new TokenKeeper({ settings, vault, environment, signal })
}
