export type KernelErrorCode =
  /** The draft is not an event of the vocabulary, or a line of the stream no JSON object. */
  | 'invalid_event'
  /** The append would break an invariant of the log; nothing was written. */
  | 'invariant'
  /** Another process writes this session. */
  | 'session_held'
  /** Commands that the session began still run: it is not deleted under them. */
  | 'commands_running'
  /** The text cannot name a session. */
  | 'invalid_id'
  | 'session_exists'
  | 'session_not_found'
  /** A whole event inside the log does not match its checksum, or is not an event. */
  | 'session_damaged'
  /** The log holds core events of a later version: readable, not writable. */
  | 'session_newer'
  /** The store could not write or sync; the session must be opened again. */
  | 'store_failed'
  /** An artifact holds what stands for a secret that is not known here. */
  | 'secret_missing'
  | 'closed'

/** What the kernel throws: something is broken or was used against its contract. Expected failures are events. */
export class KernelError extends Error {
  override readonly name = 'KernelError'
  readonly code: KernelErrorCode

  constructor(code: KernelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
