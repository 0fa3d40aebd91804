// The login of this program itself, by its secret or key: nobody is asked, and nothing is kept longer than the connection.
import { createPrivateKey, type KeyObject } from 'node:crypto'
import {
  ClientCredentialsProvider,
  computeScopeUnion,
  extractWWWAuthenticateParams,
  fetchToken,
  PrivateKeyJwtProvider,
  type AuthProvider,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client'
import type { McpAddressSettings, McpOAuthSettings } from '../settings/mcp-server-settings.ts'
import { asMcpError } from './as-mcp-error.ts'
import { challengeOf } from './ask-challenge.ts'
import { askForTokens } from './ask-for-tokens.ts'
import { findAuthority } from './find-authority.ts'
import { guardedFetch, requireSafe } from './guarded-fetch.ts'
import { isFresh, type KeptTokens } from './kept-login.ts'
import { LoginError } from './login-error.ts'

export interface ProgramKeeperOptions {
  settings: McpAddressSettings
  environment: Readonly<Record<string, string | undefined>>
  /** Ends what it waits for. */
  signal: AbortSignal
  /** Told of each token before it is sent. */
  onToken?(token: string): void
}

export class ProgramKeeper implements AuthProvider {
  readonly #options: ProgramKeeperOptions
  /** What each answer refused: another one may have been given meanwhile. */
  readonly #refused = new WeakMap<Response, string>()
  #tokens: KeptTokens | undefined
  #scope: string | undefined
  #asking: Promise<KeptTokens> | undefined

  constructor(options: ProgramKeeperOptions) {
    this.#options = options
    this.#scope = options.settings.oauth?.scopes?.join(' ')
  }

  async token(): Promise<string | undefined> {
    return this.#tokens && isFresh(this.#tokens) ? this.#tokens.access : undefined
  }

  /** Gets a login, for what the server says that it takes. Rejects with an `McpError`. */
  async onUnauthorized({ response }: { response: Response }): Promise<void> {
    const now = await this.token()
    if (now !== undefined && now !== this.#refused.get(response)) return
    this.#asking ??= this.#ask(response).finally(() => (this.#asking = undefined))
    this.#tokens = await this.#asking.catch(asMcpError)
  }

  /** More rights are asked for with the next request. */
  async challenged(response: Response, sent: string | undefined): Promise<void> {
    if (sent !== undefined) this.#refused.set(response, sent)
    const { error, scope } = extractWWWAuthenticateParams(response)
    if (error !== 'insufficient_scope' || scope === undefined) return
    this.#scope = computeScopeUnion(this.#scope, this.#tokens?.scope, scope)
    this.#tokens = undefined
  }

  async #ask(response: Response): Promise<KeptTokens> {
    const { settings, environment, signal } = this.#options
    const { oauth = {}, url } = settings
    const server = new URL(url)
    requireSafe(server, server)
    const { scope: wanted, metadataUrl } = challengeOf(response)
    const fetchFn = guardedFetch(server, signal)
    const { issuer } = oauth
    const authority = await findAuthority(server, { fetchFn, metadataUrl, issuer, byCode: false })
    const { metadata, resource, scopes = [] } = authority
    const scope = computeScopeUnion(this.#scope, wanted) ?? computeScopeUnion(...scopes)
    const provider = providerOf(oauth, environment)
    const ask = async () =>
      fetchToken(provider, authority.url, {
        ...(metadata && { metadata }),
        ...(resource !== undefined && { resource }),
        ...(scope !== undefined && { scope }),
        fetchFn,
      })
    const tokens = await askForTokens(ask, scope)
    this.#options.onToken?.(tokens.access)
    return tokens
  }
}

function providerOf(
  { clientId = '', clientSecretEnv, clientKeyEnv, issuer = '' }: McpOAuthSettings,
  environment: Readonly<Record<string, string | undefined>>,
): OAuthClientProvider {
  const name = clientKeyEnv ?? clientSecretEnv ?? ''
  const secret = environment[name]
  if (secret === undefined || secret === '') {
    throw new LoginError('unsupported', `the variable ${name} is not set`)
  }
  const who = { clientId, clientName: 'harness', expectedIssuer: issuer }
  if (clientKeyEnv === undefined) {
    return new ClientCredentialsProvider({ ...who, clientSecret: secret })
  }
  return new PrivateKeyJwtProvider({ ...who, ...readKey(secret, name) })
}

const curves: Record<string, string> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}

/** A key with what it signs by; in the form that the library reads, whichever PEM it came in. */
function readKey(pem: string, name: string): { privateKey: string; algorithm: string } {
  const key = keyIn(pem)
  const curve = key?.asymmetricKeyDetails?.namedCurve ?? ''
  const algorithm = key?.asymmetricKeyType === 'rsa' ? 'RS256' : curves[curve]
  if (!key || algorithm === undefined) {
    throw new LoginError('unsupported', `the variable ${name} holds no private key of RSA or ECDSA`)
  }
  return { privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithm }
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    // Why is not told: it may quote the key.
    return undefined
  }
}
