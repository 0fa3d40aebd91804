export type McpLoginFailure =
  /** The server does not ask for a login, or in no way that is known here. */
  | 'unsupported'
  /** What a server says of itself or of another one does not fit together, or is not protected: nothing was sent there. */
  | 'untrusted'
  /** The person, or the authorization server, said no. */
  | 'refused'
  /** Somebody answered with something else than they should. */
  | 'protocol'
  /** Nobody answers. */
  | 'unreachable'
  /** The person, or a server, took too long. */
  | 'timeout'
  /** Logins cannot be read or written. */
  | 'vault'

/** Why there is no login. Thrown inside this package only. Its message has no secret in it, and no text of a stranger. */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  readonly code: McpLoginFailure

  constructor(code: McpLoginFailure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What was given before is worth nothing any more: only a login anew helps. */
export class GrantEndedError extends LoginError {
  constructor(message: string) {
    super('refused', message)
  }
}
