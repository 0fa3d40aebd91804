/** What kept a trace from being made. Messages are for people; programs look at this. */
export type TraceErrorCode =
  /** What was read is no trajectory, or one of a version that is not known. */
  'bad_trajectory'

/** What this package throws for what it was given. */
export class TraceError extends Error {
  override readonly name = 'TraceError'
  readonly code: TraceErrorCode

  constructor(code: TraceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
