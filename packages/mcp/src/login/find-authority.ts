import {
  checkResourceAllowed,
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  IssuerMismatchError,
  isSpecType,
  type FetchLike,
} from '@modelcontextprotocol/client'
import { LoginError } from './login-error.ts'
import { requireSafe } from './guarded-fetch.ts'

/** What an authorization server says of itself. */
type AuthorityMetadata = NonNullable<
  Awaited<ReturnType<typeof discoverAuthorizationServerMetadata>>
>

/** Who gives rights at a server, and to what. */
export interface Authority {
  /** As the server names it. */
  url: string
  issuer: string
  /** None where a server of the version 2025-03-26 has its endpoints at fixed places. */
  metadata: AuthorityMetadata | undefined
  /** What the rights are for, as the server writes it. */
  resource: string | undefined
  /** What may be asked for. */
  scopes: string[] | undefined
}

export interface FindOptions {
  fetchFn: FetchLike
  /** Where the server says that its metadata is. One at another origin is passed over: anybody can say so. */
  metadataUrl?: string | undefined
  /** Who it has to be. */
  issuer?: string | undefined
  /** Whether a person is to be asked. Default: yes. */
  byCode?: boolean
}

/** Asks a server who gives rights to it, and that one what it can. Rejects with a `LoginError`. */
export async function findAuthority(server: URL, options: FindOptions): Promise<Authority> {
  const { fetchFn, issuer, byCode = true } = options
  const resource = await resourceOf(server, options)
  const named = resource?.authorization_servers ?? []
  const url = named.find((one) => one === issuer) ?? named[0] ?? String(new URL('/', server))
  const metadata = await metadataOf(url, { fetchFn, isNamed: named.length > 0 })
  if (resource && !metadata) {
    throw new LoginError('unsupported', `its authorization server ${shown(url)} has no metadata`)
  }
  const authority = metadata?.issuer ?? url
  if (issuer !== undefined && authority !== issuer) {
    const message = `its authorization server is ${shown(authority)}, and not ${shown(issuer)} as the settings say`
    throw new LoginError('untrusted', message)
  }
  if (byCode) requireCode(metadata)
  for (const endpoint of endpointsOf(metadata)) requireSafe(new URL(endpoint), server)
  const scopes = resource?.scopes_supported
  return { url, issuer: authority, metadata, resource: resource?.resource, scopes }
}

async function resourceOf(server: URL, { fetchFn, metadataUrl }: FindOptions) {
  const isOwn = metadataUrl !== undefined && new URL(metadataUrl).origin === server.origin
  const options = isOwn ? { resourceMetadataUrl: metadataUrl } : {}
  const found = await discoverOAuthProtectedResourceMetadata(server, options, fetchFn).catch(
    (error: unknown) => {
      // That it has none is a plain error; everything else has a class.
      if (error instanceof Error && error.constructor === Error) return undefined
      throw known(error)
    },
  )
  if (!found) return undefined
  if (!URL.canParse(found.resource)) throw nonsense()
  const configuredResource = found.resource
  if (!checkResourceAllowed({ requestedResource: server, configuredResource })) {
    const message = `its metadata is of ${shown(found.resource)}, which is another server`
    throw new LoginError('untrusted', message)
  }
  return found
}

/** Where nobody named it, the server itself is asked, and its issuer may be anywhere at its origin (2025-03-26). */
async function metadataOf(
  url: string,
  { fetchFn, isNamed }: { fetchFn: FetchLike; isNamed: boolean },
): Promise<AuthorityMetadata | undefined> {
  if (!URL.canParse(url)) throw nonsense()
  const options = { fetchFn, skipIssuerValidation: !isNamed }
  const metadata = await discoverAuthorizationServerMetadata(url, options).catch(
    (error: unknown) => {
      throw known(error)
    },
  )
  if (!metadata) return undefined
  const { issuer } = metadata
  const isThere = URL.canParse(issuer) && new URL(issuer).origin === new URL(url).origin
  if (!isNamed && !isThere) throw known(new IssuerMismatchError('metadata', url, issuer))
  if (isSpecType.OAuthMetadata(metadata)) return metadata
  if (isSpecType.OpenIdProviderDiscoveryMetadata(metadata)) return metadata
  throw nonsense()
}

/** A code is worth nothing to who listens only where it is bound to who asked for it. */
function requireCode(metadata: AuthorityMetadata | undefined): void {
  if (!metadata) return
  if (!metadata.response_types_supported.includes('code')) {
    throw new LoginError('unsupported', 'its authorization server gives no codes')
  }
  if (!metadata.code_challenge_methods_supported?.includes('S256')) {
    const message = 'its authorization server does not say that it knows PKCE with S256'
    throw new LoginError('unsupported', message)
  }
}

const endpointsOf = (metadata: AuthorityMetadata | undefined): string[] =>
  [
    metadata?.authorization_endpoint,
    metadata?.token_endpoint,
    metadata?.registration_endpoint,
  ].filter((endpoint) => endpoint !== undefined)

function known(error: unknown): unknown {
  if (error instanceof LoginError) return error
  if (error instanceof IssuerMismatchError) {
    const { expected, received } = error
    const message = `its authorization server is ${shown(expected)}, and calls itself ${shown(received)}`
    return new LoginError('untrusted', message, { cause: error })
  }
  return error instanceof Error ? nonsense(error) : error
}

const nonsense = (cause?: Error) =>
  new LoginError('protocol', 'what it says of its logins makes no sense', { cause })

/** An address as it may be shown: what a stranger wrote is no more than its origin and path. */
function shown(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return 'nobody'
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname === '/' ? '' : pathname}`.slice(0, 200)
}
