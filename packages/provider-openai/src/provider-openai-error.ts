/** `invalid_option`: the provider was made with something that can never work. */
export type ProviderOpenaiErrorCode = 'invalid_option'

/** What this package throws. What a server does is never thrown; it is a failure at the end of the stream. */
export class ProviderOpenaiError extends Error {
  override readonly name = 'ProviderOpenaiError'
  readonly code: ProviderOpenaiErrorCode

  constructor(code: ProviderOpenaiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
