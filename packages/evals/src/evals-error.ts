/** What kept an eval from being done. Messages are for people; programs look at this. */
export type EvalsErrorCode =
  /** The suite says what means nothing; the message names each case and key. */
  | 'bad_suite'
  /** What was read is no run, no report, or one of a version that is not known. */
  | 'bad_run'
  /** The recording does not hold what is asked of it. */
  | 'not_recorded'
  /** A condition of a gate means nothing. */
  | 'bad_gate'
  /** Two runs that have no case in common. */
  | 'nothing_in_common'
  /** The folder of the run holds something else, or another process writes it. */
  | 'bad_folder'
  /** The log of the run could not be written: what stands in it stands, and the run can be gone on with. */
  | 'log_failed'
  /** The subject or its options mean nothing: no case was begun. */
  | 'bad_subject'

/** What this package throws for what it was given. What befalls an attempt is in its record. */
export class EvalsError extends Error {
  override readonly name = 'EvalsError'
  readonly code: EvalsErrorCode

  constructor(code: EvalsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
