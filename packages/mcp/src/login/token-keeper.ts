// The login of a connection: what is sent with each request, renewed before it ends. Invariants: one renewal at a time; what an
// authorization server gave is sent to that one and to the server that it is for, and to nobody else.
import {
  computeScopeUnion,
  discoverAuthorizationServerMetadata,
  extractWWWAuthenticateParams,
  refreshAuthorization,
  type AuthProvider,
} from '@modelcontextprotocol/client'
import { McpError } from '../fault/mcp-error.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import type { McpVault } from '../vault/mcp-vault.ts'
import { asMcpError } from './as-mcp-error.ts'
import { challengeOf } from './ask-challenge.ts'
import { askForTokens } from './ask-for-tokens.ts'
import { withSecret } from './client-at.ts'
import { guardedFetch, requireSafe } from './guarded-fetch.ts'
import { changeLogin, isFresh, readLogin, type KeptLogin, type KeptTokens } from './kept-login.ts'
import { GrantEndedError, LoginError } from './login-error.ts'

export interface TokenKeeperOptions {
  settings: McpAddressSettings
  vault: McpVault
  environment: Readonly<Record<string, string | undefined>>
  /** Ends what it waits for. */
  signal: AbortSignal
}

const mostScope = 2000

export class TokenKeeper implements AuthProvider {
  readonly #options: TokenKeeperOptions
  /** What each answer refused: another one may have been sent meanwhile. */
  readonly #refused = new WeakMap<Response, string>()
  #renewing: Promise<string | undefined> | undefined

  constructor(options: TokenKeeperOptions) {
    this.#options = options
  }

  /** What to send; undefined without a login. Rejects with an `McpError`. */
  async token(): Promise<string | undefined> {
    // Where logins cannot be read it is told when the server asks for one: most do not.
    const { tokens } = await this.#read().catch((error: unknown): KeptLogin => {
      if (error instanceof LoginError) return {}
      throw error
    })
    return !tokens || isFresh(tokens) ? tokens?.access : this.#renew(tokens.access)
  }

  /** The server does not take what was sent. Rejects with an `McpError` when there is nothing else to send. */
  async onUnauthorized({ response }: { response: Response }): Promise<void> {
    if ((await this.#renew(this.#refused.get(response))) !== undefined) return
    await this.#want(response).catch(asMcpError)
    throw new McpError('unauthorized', 'wants a login')
  }

  /** Keeps what a server wants of who is logged in already, for the next login. */
  async challenged(response: Response, sent: string | undefined): Promise<void> {
    if (sent !== undefined) this.#refused.set(response, sent)
    const { error } = extractWWWAuthenticateParams(response)
    if (error === 'insufficient_scope') await this.#want(response).catch(asMcpError)
  }

  async #read(): Promise<KeptLogin> {
    return readLogin(this.#options.vault, this.#options.settings.url)
  }

  async #change(change: (login: KeptLogin) => KeptLogin | Promise<KeptLogin>) {
    return changeLogin(this.#options.vault, this.#options.settings.url, change)
  }

  /** Another token than the one that is of no use, where one is to be had. */
  async #renew(stale: string | undefined): Promise<string | undefined> {
    let access: string | undefined
    const change = async (login: KeptLogin) => {
      const renewed = await this.#renewed(login, stale)
      access = renewed.access
      return renewed.login
    }
    this.#renewing ??= this.#change(change)
      .then(() => access)
      .catch(asMcpError)
      .finally(() => (this.#renewing = undefined))
    return this.#renewing
  }

  async #renewed(login: KeptLogin, stale: string | undefined): Promise<Renewed> {
    const { tokens } = login
    // Somebody else renewed it, or logged in, meanwhile.
    if (tokens && tokens.access !== stale && isFresh(tokens))
      return { login, access: tokens.access }
    if (tokens?.refresh === undefined) return { login, access: undefined }
    try {
      const fresh = await this.#refresh(login, tokens.refresh)
      return { login: { ...login, tokens: { ...tokens, ...fresh } }, access: fresh.access }
    } catch (error) {
      // A server that is only down, or asked too often, has not taken anything back.
      if (!(error instanceof GrantEndedError)) throw error
      const now = await this.#read()
      // Where nobody keeps others away, one of them may have been faster.
      if (now.tokens && now.tokens.refresh !== tokens.refresh) {
        return { login: now, access: now.tokens.access }
      }
      const { tokens: _, ...rest } = now
      return { login: { ...rest, wanted: wantedBy(now, tokens.scope) }, access: undefined }
    }
  }

  async #refresh({ authority, client, tokens }: KeptLogin, refresh: string): Promise<KeptTokens> {
    const { settings, environment, signal } = this.#options
    const server = new URL(settings.url)
    const { issuer } = settings.oauth ?? {}
    if (!authority || !client) throw new LoginError('unsupported', 'there is no login to renew')
    if (issuer !== undefined && issuer !== authority.issuer) {
      throw new LoginError('untrusted', 'it is from another issuer than the settings say')
    }
    const fetchFn = guardedFetch(server, signal)
    const ask = async () => {
      const options = { fetchFn, skipIssuerValidation: true }
      const metadata = await discoverAuthorizationServerMetadata(authority.url, options)
      // One whose metadata are gone is not asked at a place that is guessed.
      if (
        (metadata?.issuer ?? authority.url) !== authority.issuer ||
        (!metadata && authority.resource)
      ) {
        throw new LoginError('untrusted', 'its authorization server is another one than it was')
      }
      if (metadata) requireSafe(new URL(metadata.token_endpoint), server)
      return refreshAuthorization(authority.url, {
        ...(metadata && { metadata }),
        ...(authority.resource !== undefined && { resource: authority.resource }),
        clientInformation: withSecret(client, settings.oauth ?? {}, environment),
        refreshToken: refresh,
        fetchFn,
      })
    }
    return askForTokens(ask, tokens?.scope)
  }

  async #want(response: Response): Promise<void> {
    const { scope, metadataUrl } = challengeOf(response)
    const isSound = scope !== undefined && scope.length <= mostScope && /^[\x20-\x7e]+$/.test(scope)
    await this.#change((login) => {
      const wanted = {
        ...wantedBy(login, isSound ? scope : undefined),
        ...(metadataUrl !== undefined && metadataUrl.length <= mostScope && { metadataUrl }),
      }
      const isNews = JSON.stringify(wanted) !== JSON.stringify(login.wanted)
      return isNews ? { ...login, wanted } : login
    })
  }
}

interface Renewed {
  login: KeptLogin
  /** What may be sent now. */
  access: string | undefined
}

/** What was asked for before is left out where it is too much: a right that is cut off is none. */
function wantedBy({ wanted }: KeptLogin, more: string | undefined): KeptLogin['wanted'] {
  const before = wanted?.scope
  const asked = [computeScopeUnion(before, more), more, before]
  const scope = asked.find((one) => one !== undefined && one.length <= mostScope)
  return { ...wanted, ...(scope !== undefined && { scope }) }
}
