import type { McpVault } from '../vault/mcp-vault.ts'
import type { McpLoginFailure } from './login-error.ts'

export interface McpLoginOptions {
  /** Where the login is kept. */
  vault: McpVault
  /** Shows the person an address in a browser, which comes back to this machine. A rejection ends the login. */
  open(url: string): void | Promise<void>
  signal: AbortSignal
  /** Milliseconds for all of it. Default: 300000. */
  timeoutMs?: number
  /** What variables are taken from. Default: the environment of this process. */
  environment?: Readonly<Record<string, string | undefined>>
}

export type McpLoginOutcome =
  | {
      kind: 'done'
      /** Who gave the rights. */
      issuer: string
      /** The rights, words with spaces between them, where it is known which. */
      scope?: string
      /** Milliseconds since 1970. */
      expiresAt?: number
      /** Whether it is renewed by itself. */
      renews: boolean
    }
  | {
      kind: 'failed'
      code: McpLoginFailure
      /** What happened, at which server. One line, without a secret. */
      message: string
    }
