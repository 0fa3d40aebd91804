import { plainLine } from '../fault/plain-text.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import type { McpVault } from '../vault/mcp-vault.ts'
import { changeLogin } from './kept-login.ts'
import type { McpLoginOptions, McpLoginOutcome } from './mcp-login-options.ts'

/**
 * Logs the person in at a server (OAuth 2.1: an authorization code with PKCE, for this server alone) and keeps what was given in
 * the vault, where connections find it. Every failure is a value; rejects only with the signal's reason. `server` is
 * its name in the settings, for messages.
 */
export async function mcpLogin(
  server: string,
  settings: McpAddressSettings,
  options: McpLoginOptions,
): Promise<McpLoginOutcome> {
  options.signal.throwIfAborted()
  if (settings.oauth?.grant === 'client_credentials') {
    const message = `Nobody logs in at the MCP server ${server}: this program does, by its settings.`
    return { kind: 'failed', code: 'unsupported', message: plainLine(message) }
  }
  const { logIn } = await import('./log-in.ts')
  return logIn(server, settings, options)
}

/**
 * Forgets the login at a server. The authorization server is not told: what it gave ends with its time. Rejects when the
 * vault cannot be written.
 */
export async function mcpLogout(settings: McpAddressSettings, vault: McpVault): Promise<void> {
  await changeLogin(vault, settings.url, () => undefined)
}
