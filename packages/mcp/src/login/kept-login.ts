import { z } from 'zod'
import type { McpVault } from '../vault/mcp-vault.ts'
import { LoginError } from './login-error.ts'

/** A text that fits into a header. */
const Token = z
  .string()
  .max(16 * 1024)
  .regex(/^[\x21-\x7e]+$/)

export const KeptTokens = z.object({
  access: Token,
  refresh: Token.optional(),
  /** Milliseconds since 1970. */
  expiresAt: z.number().optional(),
  /** What it allows, words with spaces between them. */
  scope: z.string().optional(),
})
export type KeptTokens = z.infer<typeof KeptTokens>

/** Milliseconds before its end that a token is renewed. */
const earlyMs = 10_000

/** Whether a token may still be sent. */
export const isFresh = ({ expiresAt }: KeptTokens): boolean =>
  expiresAt === undefined || Date.now() < expiresAt - earlyMs

/** Who this program is at an authorization server. A secret of the settings is not kept. */
const KeptClient = z.object({
  client_id: z.string(),
  client_secret: z.string().optional(),
  token_endpoint_auth_method: z.string().optional(),
  redirectUri: z.url(),
})
export type KeptClient = z.infer<typeof KeptClient>

const KeptLogin = z.object({
  /** Who gave the rights: nothing of it is sent to anybody else. */
  authority: z
    .object({ url: z.string(), issuer: z.string(), resource: z.string().optional() })
    .optional(),
  client: KeptClient.optional(),
  /** Whether a login with the client failed: it may not be known there any more. */
  isDoubted: z.boolean().optional(),
  tokens: KeptTokens.optional(),
  /** What the server asked for last, to be asked for at the next login. */
  wanted: z.object({ scope: z.string().optional(), metadataUrl: z.string().optional() }).optional(),
})
export type KeptLogin = z.infer<typeof KeptLogin>

/** Logins are of an address, whatever a server there is called. */
function keyOf(url: string): string {
  const { href } = new URL(url)
  return href.split('#', 1).join('')
}

/** What is kept of a login; nothing, where it makes no sense. Rejects with a `LoginError`. */
export async function readLogin(vault: McpVault, url: string): Promise<KeptLogin> {
  const text = await vault.read(keyOf(url)).catch(asVaultError)
  try {
    return KeptLogin.parse(JSON.parse(text ?? '{}'))
  } catch {
    // Written by another version, or by hand: a login anew puts it right.
    return {}
  }
}

/**
 * Changes what is kept, while nobody else who shares the vault changes it: a login that is renewed meanwhile is not lost, and one that
 * is forgotten does not come back. Answers what is kept then. Rejects with a `LoginError`, or as `change` does.
 */
export async function changeLogin(
  vault: McpVault,
  url: string,
  change: (login: KeptLogin) => KeptLogin | undefined | Promise<KeptLogin | undefined>,
): Promise<KeptLogin | undefined> {
  const key = keyOf(url)
  const work = async () => {
    const before = await readLogin(vault, url)
    const login = await change(before)
    if (login !== before) {
      await vault.write(key, login && JSON.stringify(login)).catch(asVaultError)
    }
    return login
  }
  // What a vault rejects with by itself is not what the work does.
  const settled = async () =>
    work().then(
      (login) => ({ login }),
      (error: unknown) => ({ error }),
    )
  const outcome = await (vault.alone ? vault.alone(key, settled) : settled()).catch(asVaultError)
  if ('error' in outcome) throw outcome.error
  return outcome.login
}

function asVaultError(cause: unknown): never {
  if (cause instanceof LoginError) throw cause
  throw new LoginError('vault', 'the place where logins are kept cannot be used', { cause })
}
