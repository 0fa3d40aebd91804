/** `invalid_option`: a provider was made with something that can never work. */
export type WireErrorCode = 'invalid_option'

/** What a provider over a wire throws. What a server does is never thrown; it is a failure at the end of the stream. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly code: WireErrorCode

  constructor(code: WireErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
