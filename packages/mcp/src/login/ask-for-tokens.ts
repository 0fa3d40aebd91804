import { OAuthError, type OAuthTokens } from '@modelcontextprotocol/client'
import { KeptTokens } from './kept-login.ts'
import { GrantEndedError, LoginError } from './login-error.ts'

/** RFC 6749, 5.2: a code or a refresh token that is over, was taken back, or is of somebody else. */
const grantEnded = 'invalid_grant'

/**
 * What an authorization server gives, as it is kept. `scope` is what it is for where the server does not say it. Rejects with a
 * `LoginError`, `refused` when the server does not want to: what it wrote then may hold secrets, and is not shown.
 */
export async function askForTokens(
  ask: () => Promise<OAuthTokens>,
  scope: string | undefined,
): Promise<KeptTokens> {
  const tokens = await ask().catch((error: unknown) => {
    if (error instanceof LoginError) throw error
    if (!(error instanceof OAuthError)) throw nonsense()
    const { code } = error
    const message = `its authorization server gave no token${named(code)}`
    if (code === grantEnded) throw new GrantEndedError(message)
    throw new LoginError('refused', message)
  })
  if (tokens.token_type.toLowerCase() !== 'bearer') {
    const message =
      'its authorization server gives tokens that are bound to keys: none are kept here'
    throw new LoginError('unsupported', message)
  }
  const kept = KeptTokens.safeParse({
    access: tokens.access_token,
    ...(tokens.refresh_token !== undefined && { refresh: tokens.refresh_token }),
    ...endOf(tokens),
    scope: tokens.scope ?? scope,
  })
  if (!kept.success) throw nonsense()
  return kept.data
}

/** Milliseconds since 1970 of the last moment that a `Date` can tell. */
const lastMoment = 8.64e15

/** When it ends; never, where that is later than there is time: some say so by the largest number they have. */
function endOf({ expires_in }: OAuthTokens): { expiresAt?: number } {
  if (expires_in === undefined) return {}
  const expiresAt = Date.now() + expires_in * 1000
  return expiresAt > lastMoment ? {} : { expiresAt }
}

/** A code of an error that a server chose, where it looks like one. */
export const named = (code: string | null): string =>
  code !== null && /^[a-z_]{1,40}$/.test(code) ? ` (${code})` : ''

const nonsense = () =>
  new LoginError('protocol', 'its authorization server answered with something that is no token')
