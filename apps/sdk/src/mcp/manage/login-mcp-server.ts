import type { McpLoginOutcome } from '@harness/mcp'
import type { ReadConfigOptions } from '../../config/read-config.ts'
import type { Options } from '../../options.ts'

/** Which server of which folder. */
export interface ServerName extends ReadConfigOptions, Pick<Options, 'onNotice'> {
  /** A server that is reached by an address. */
  name: string
}

/** A server, and how its login is shown to a person. */
export interface LoginServerInput extends ServerName {
  /**
   * Shows the person an address in a browser, which comes back to this machine when they have said yes. A rejection ends
   * the login.
   */
  open(url: string): void | Promise<void>
  signal?: AbortSignal
  /** Milliseconds for all of it. Default: 300000. */
  timeoutMs?: number
}

/**
 * Logs the person in at a server by OAuth, with what it asked for last; runs send the login from then on, and renew it. It is
 * kept in `mcp-logins.json` of the home, which nobody else can read. Every failure is a value. Rejects with
 * `invalid_option` for a name that is not there or has no address, and with the signal's reason.
 */
export async function loginMcpServer(input: LoginServerInput): Promise<McpLoginOutcome> {
  const { logInAt } = await import('../../settings-engine.ts')
  return logInAt(input)
}

/**
 * Forgets the login at a server. Who gave it is not told: it ends with its time. Rejects with `invalid_option` as
 * `loginMcpServer` does, and where the file of logins cannot be written.
 */
export async function logoutMcpServer(input: ServerName): Promise<void> {
  const { logOutOf } = await import('../../settings-engine.ts')
  return logOutOf(input)
}
