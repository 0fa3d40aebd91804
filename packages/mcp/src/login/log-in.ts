import { randomBytes } from 'node:crypto'
import {
  computeScopeUnion,
  exchangeAuthorization,
  IssuerMismatchError,
  startAuthorization,
  validateAuthorizationResponseIssuer,
} from '@modelcontextprotocol/client'
import { plainLine } from '../fault/plain-text.ts'
import type { McpAddressSettings } from '../settings/mcp-server-settings.ts'
import type { McpVault } from '../vault/mcp-vault.ts'
import { askChallenge } from './ask-challenge.ts'
import { askForTokens, named } from './ask-for-tokens.ts'
import { clientAt, withSecret } from './client-at.ts'
import { findAuthority, type Authority } from './find-authority.ts'
import { guardedFetch, requireSafe } from './guarded-fetch.ts'
import { changeLogin, readLogin, type KeptLogin } from './kept-login.ts'
import { LoginError } from './login-error.ts'
import type { McpLoginOptions, McpLoginOutcome } from './mcp-login-options.ts'
import { redirectListener } from './redirect-listener.ts'

const mostMs = 300_000

/** Logs in as `mcpLogin` says, with the library at hand. */
export async function logIn(
  server: string,
  settings: McpAddressSettings,
  options: McpLoginOptions,
): Promise<McpLoginOutcome> {
  const late = AbortSignal.timeout(options.timeoutMs ?? mostMs)
  const signal = AbortSignal.any([options.signal, late])
  try {
    const login = await attempt(settings, { ...options, signal })
    await changeLogin(options.vault, settings.url, () => login)
    const { scope, expiresAt, refresh } = login.tokens ?? {}
    return {
      kind: 'done',
      issuer: login.authority?.issuer ?? '',
      ...(scope !== undefined && { scope }),
      ...(expiresAt !== undefined && { expiresAt }),
      renews: refresh !== undefined,
    }
  } catch (error) {
    options.signal.throwIfAborted()
    const { code, message } = late.aborted ? tooLate : knownAs(error)
    await doubt(options.vault, settings.url, code === 'refused')
    const line = plainLine(`Not logged in at the MCP server ${server}: ${message}.`)
    return { kind: 'failed', code, message: line }
  }
}

async function attempt(
  { url, oauth = {} }: McpAddressSettings,
  { vault, open, signal, environment = process.env }: McpLoginOptions,
): Promise<KeptLogin> {
  const server = new URL(url)
  requireSafe(server, server)
  const fetchFn = guardedFetch(server, signal)
  const kept = await readLogin(vault, url)
  const { tokens: before, wanted } = kept
  const challenge = await askChallenge(server, fetchFn)
  const metadataUrl = challenge.metadataUrl ?? wanted?.metadataUrl
  const authority = await findAuthority(server, { fetchFn, issuer: oauth.issuer, metadataUrl })
  const isAsked = challenge.isAsked || wanted !== undefined
  if (!isAsked && !authority.resource && !authority.metadata) {
    throw new LoginError('unsupported', 'it does not ask for a login')
  }
  const given = kept.authority?.issuer === authority.issuer ? before?.scope : undefined
  const rights = [wanted?.scope, challenge.scope, oauth.scopes?.join(' '), given]
  const scope = scopeOf(authority, rights)
  await using listener = await redirectListener(portsFor(oauth.callbackPort, kept))
  const redirectUri = listener.uri
  const client = await clientAt(authority, { settings: oauth, kept, redirectUri, scope, fetchFn })
  const known = {
    ...sharedBy(authority),
    clientInformation: withSecret(client, oauth, environment),
  }
  const state = randomBytes(32).toString('base64url')
  const { authorizationUrl, codeVerifier } = await startAuthorization(authority.url, {
    ...known,
    redirectUrl: redirectUri,
    state,
    ...(scope !== undefined && { scope }),
  })
  const answer = listener.answer(state, signal)
  // Who opens it may wait for the browser to end: that is not waited for.
  const params = await Promise.race([answer, opened(open, authorizationUrl).then(() => answer)])
  const exchange = { ...known, ...codeOf(params, authority), codeVerifier, redirectUri, fetchFn }
  const ask = async () => exchangeAuthorization(authority.url, exchange)
  const tokens = await askForTokens(ask, scope)
  const { url: at, resource } = authority
  const kind = { url: at, issuer: authority.issuer, ...(resource !== undefined && { resource }) }
  return { authority: kind, client, tokens }
}

const sharedBy = ({ metadata, resource }: Authority) => ({
  ...(metadata && { metadata }),
  ...(resource !== undefined && { resource }),
})

/** Every right that was asked for or given, or else all there are; and a login that lasts, where that is to be had. */
function scopeOf(
  { metadata, scopes = [] }: Authority,
  wanted: (string | undefined)[],
): string | undefined {
  const scope = computeScopeUnion(...wanted) ?? computeScopeUnion(...scopes)
  const lasts = metadata?.scopes_supported?.includes('offline_access') ?? false
  return scope === undefined || !lasts ? scope : computeScopeUnion(scope, 'offline_access')
}

/** The port of before is the best: the authorization server knows it. */
function portsFor(own: number | undefined, { client }: KeptLogin): number[] {
  if (own !== undefined) return [own]
  return [...(client ? [Number(new URL(client.redirectUri).port)] : []), 0]
}

async function opened(open: McpLoginOptions['open'], { href }: URL): Promise<void> {
  try {
    await open(href)
  } catch (cause) {
    throw new LoginError('refused', 'its address was not opened', { cause })
  }
}

/** The code of an answer. Who it is from is looked at first: what another one says is not even shown. */
function codeOf(
  params: URLSearchParams,
  { metadata }: Authority,
): { authorizationCode: string; iss?: string } {
  const [iss, ...others] = params.getAll('iss')
  const issParameterSupported = metadata?.authorization_response_iss_parameter_supported === true
  validateAuthorizationResponseIssuer({
    iss: others.length > 0 ? others.join(' ') : iss,
    expectedIssuer: metadata?.issuer,
    issParameterSupported,
  })
  const [authorizationCode, ...more] = params.getAll('code')
  if (params.has('error')) {
    const message = `its authorization server said no${named(params.get('error'))}`
    throw new LoginError('refused', message)
  }
  if (!authorizationCode || more.length > 0) {
    throw new LoginError('protocol', 'its authorization server sent no code')
  }
  return { authorizationCode, ...(iss !== undefined && { iss }) }
}

/**
 * The client of before may be why: some servers tell the person alone that they do not know it, and never answer. So may be the
 * rights that were wanted, where somebody said no: the server asks for them again.
 */
async function doubt(vault: McpVault, url: string, isRefused: boolean): Promise<void> {
  try {
    await changeLogin(vault, url, (kept) => {
      const { scope, ...wanted } = kept.wanted ?? {}
      const asked = isRefused && scope !== undefined ? { ...kept, wanted } : kept
      return kept.client && !kept.isDoubted ? { ...asked, isDoubted: true } : asked
    })
  } catch (error) {
    // What failed is told already; that this failed too says no more.
    if (!(error instanceof LoginError)) throw error
  }
}

const tooLate = new LoginError('timeout', 'nobody did in time')

function knownAs(error: unknown): LoginError {
  if (error instanceof LoginError) return error
  if (error instanceof IssuerMismatchError) {
    return new LoginError('untrusted', 'the answer is from another authorization server')
  }
  return new LoginError('protocol', 'its authorization server answered with something else')
}
