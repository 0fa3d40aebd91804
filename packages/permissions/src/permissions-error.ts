export type PermissionsErrorCode =
  /** A rule that is not `tool` or `tool(pattern)`. */
  'invalid_rule'

/** What this package throws: something written by a person makes no sense. */
export class PermissionsError extends Error {
  override readonly name = 'PermissionsError'
  readonly code: PermissionsErrorCode

  constructor(code: PermissionsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
