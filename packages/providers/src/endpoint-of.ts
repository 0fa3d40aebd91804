import { baseUrlVariables } from './catalogue/base-url-variables.ts'
import type { Preset } from './catalogue/preset.ts'
import { ProvidersError } from './providers-error.ts'

/** What may replace a preset's address and key. */
export interface EndpointOptions {
  /** The variables to look into, usually those of the process. */
  env: Readonly<Record<string, string | undefined>>
  /** Any endpoint in place of the provider's own. */
  baseUrl?: string
  /** The variable of the key in place of the provider's own. */
  apiKeyEnv?: string
}

/** Where a preset's models are, and how to get in. */
export interface Endpoint {
  /** Undefined for a package that knows its address itself. */
  baseUrl: string | undefined
  apiKey: string | undefined
  /** The variable of the key. */
  keyHint: string | undefined
  /** Whether it is the address of the catalogue. */
  isOwn: boolean
}

/** @throws ProvidersError when the address is missing or is none. A key that is missing is not looked after here. */
export function endpointOf(preset: Preset, options: EndpointOptions): Endpoint {
  const baseUrl = addressOf(preset, options)
  const keyHint = options.apiKeyEnv ?? preset.keyVariable
  const apiKey = keyHint === undefined ? undefined : options.env[keyHint]?.trim() || undefined
  const isOwn = baseUrl?.replace(/\/+$/, '') === preset.baseUrl
  return { baseUrl, apiKey, keyHint, isOwn }
}

function addressOf(preset: Preset, { baseUrl, env }: EndpointOptions): string | undefined {
  const variables = baseUrlVariables(preset)
  const set = variables.map((variable) => env[variable]).find((value) => value)
  const address = baseUrl ?? set ?? preset.baseUrl
  if (address === undefined) {
    if (typeof preset.wire === 'object') return undefined
    throw new ProvidersError(
      'missing_base_url',
      `${preset.name} has no address of its own: give a base URL, or set ${variables[0]}.`,
    )
  }
  const url = /^https?:/.test(address) ? URL.parse(address) : null
  if (!url) {
    throw new ProvidersError(
      'invalid_base_url',
      `The base URL of ${preset.name} must start with http:// or https://, as in http://127.0.0.1:8000/v1.`,
    )
  }
  // An address is written down and shown; what is in it would be too.
  if (url.username !== '' || url.password !== '') {
    throw new ProvidersError(
      'invalid_base_url',
      `The base URL of ${preset.name} holds a name or a password. Put the key into a variable instead: ${preset.keyVariable ?? 'see the documentation of your endpoint'}.`,
    )
  }
  return address
}
