/** What may be wrong with a model's name or its settings; each message says how to mend it. */
export type ProvidersErrorCode =
  /** The name says no provider that is known, and no endpoint was given. */
  | 'unknown_provider'
  /** The provider has no model of its own choice: the name must say one. */
  | 'missing_model'
  /** The provider needs a key and its variable is not set. */
  | 'missing_key'
  /** The provider has no address of its own, or the one given is not an address. */
  | 'missing_base_url'
  | 'invalid_base_url'
  /** The provider's wire is a package that is not installed. */
  | 'missing_package'
  /** The package cannot be loaded, or makes no provider. */
  | 'invalid_package'
  /** A script of the offline model is not one. */
  | 'invalid_script'
  /** A tape is not one. */
  | 'invalid_tape'

/** What this package throws. */
export class ProvidersError extends Error {
  override readonly name = 'ProvidersError'
  readonly code: ProvidersErrorCode

  constructor(code: ProvidersErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
