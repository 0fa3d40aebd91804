import {
  registerClient,
  RegistrationRejectedError,
  type FetchLike,
  type OAuthClientInformationMixed,
} from '@modelcontextprotocol/client'
import type { McpOAuthSettings } from '../settings/mcp-server-settings.ts'
import type { Authority } from './find-authority.ts'
import type { KeptClient, KeptLogin } from './kept-login.ts'
import { LoginError } from './login-error.ts'

export interface ClientOptions {
  settings: McpOAuthSettings
  kept: KeptLogin
  redirectUri: string
  scope: string | undefined
  fetchFn: FetchLike
}

/**
 * Who this program is at an authorization server: as the settings say, by the document that they name, as it is known there
 * already, or registered now. Rejects with a `LoginError`.
 */
export async function clientAt(authority: Authority, options: ClientOptions): Promise<KeptClient> {
  const { settings, kept, redirectUri } = options
  if (settings.clientId !== undefined) return { client_id: settings.clientId, redirectUri }
  const { clientMetadataUrl } = settings
  const { metadata, issuer } = authority
  if (clientMetadataUrl !== undefined && metadata?.client_id_metadata_document_supported) {
    return { client_id: clientMetadataUrl, redirectUri }
  }
  const { client, authority: before, isDoubted = false } = kept
  const isKnown = before?.issuer === issuer && client?.redirectUri === redirectUri
  if (isKnown && !isDoubted && client.client_id !== clientMetadataUrl) return client
  return register(authority, options)
}

async function register(
  { url, metadata }: Authority,
  { redirectUri, scope, fetchFn }: ClientOptions,
): Promise<KeptClient> {
  if (metadata && !metadata.registration_endpoint) {
    const message =
      'its authorization server registers nobody by itself: register there, and write `oauth.clientId` into its settings'
    throw new LoginError('unsupported', message)
  }
  const methods = metadata?.token_endpoint_auth_methods_supported ?? ['none']
  const clientMetadata = {
    client_name: 'harness',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    application_type: 'native',
    token_endpoint_auth_method: methods.includes('none') ? 'none' : methods[0],
  }
  const given = { ...(metadata && { metadata }), ...(scope !== undefined && { scope }) }
  const client = await registerClient(url, { ...given, clientMetadata, fetchFn }).catch(
    (cause: unknown) => {
      if (cause instanceof LoginError) throw cause
      const status =
        cause instanceof RegistrationRejectedError ? ` (HTTP status ${cause.status})` : ''
      const message = `its authorization server did not register this program${status}: register there yourself, and write \`oauth.clientId\` into its settings`
      throw new LoginError('refused', message)
    },
  )
  const { client_id, client_secret, token_endpoint_auth_method } = client
  return {
    client_id,
    ...(client_secret !== undefined && { client_secret }),
    ...(token_endpoint_auth_method !== undefined && { token_endpoint_auth_method }),
    redirectUri,
  }
}

/** The same as the library takes it, with the secret of the settings. Throws a `LoginError` where that is not there. */
export function withSecret(
  kept: KeptClient,
  { clientId, clientSecretEnv }: McpOAuthSettings,
  environment: Readonly<Record<string, string | undefined>>,
): OAuthClientInformationMixed {
  const { redirectUri: _, ...client } = kept
  if (clientSecretEnv === undefined || client.client_id !== clientId) return client
  const secret = environment[clientSecretEnv]
  if (secret !== undefined && secret !== '') return { ...client, client_secret: secret }
  throw new LoginError('unsupported', `the variable ${clientSecretEnv} with its secret is not set`)
}
