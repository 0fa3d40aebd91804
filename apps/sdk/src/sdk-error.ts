/** What kept something from beginning. Messages are for people; programs look at this. */
export type SdkErrorCode =
  /** An option is none that there is, has a value that means nothing, or contradicts another. */
  | 'invalid_option'
  /** A configuration is wrong; the message has each fault with its file, line and key. */
  | 'invalid_config'
  /** The model's name says no provider that is known. */
  | 'unknown_provider'
  /** There is a provider or an endpoint, but no model of it. */
  | 'missing_model'
  /** The provider wants a key that is not there. */
  | 'missing_key'
  /** An endpoint's address is missing or is none. */
  | 'bad_endpoint'
  /** The folder to work in is not there, is no folder, or cannot be read. */
  | 'bad_workspace'
  /** Something in the home is not what the SDK left there. */
  | 'bad_home'
  /** No session has this id; the message names the closest ones. */
  | 'unknown_session'
  /** Several sessions have an id that begins or ends so; the message names some. */
  | 'ambiguous_session'
  /** `continue` found no session of this workspace. */
  | 'nothing_to_continue'
  /** An answer was posted to a session that asks nothing. */
  | 'nothing_asked'
  /** Rules of an answer were not written to a configuration; the message says why. */
  | 'not_kept'
  /** The client that it was said to is closed. */
  | 'closed'
  /** What was read as a line of the public stream is no JSON object. */
  | 'not_an_event'
  /** Another process runs the session named by `session`; the message names that process. */
  | 'session_held'
  /** A collector did not take spans; the message says why. */
  | 'not_sent'
  /** What was to be imported is no trajectory; the message has what is wrong, and where in it. */
  | 'bad_trajectory'
  /** A fork was not begun: its folder cannot be made what it was without losing what somebody else changed since. */
  | 'files_changed'
  /** A model was asked to grade an attempt, and no grade came of it. */
  | 'not_graded'
  /** The session named by `session` was not deleted: commands that it began still run. */
  | 'commands_running'

/** What an error carries beside its code and message. */
export interface SdkErrorOptions extends ErrorOptions {
  session?: string
}

/** What the SDK throws when it cannot begin. What happens during a run is in its events and its result. */
export class SdkError extends Error {
  override readonly name = 'SdkError'
  readonly code: SdkErrorCode

  /** The session it is about, where it is about one. */
  readonly session: string | undefined

  constructor(code: SdkErrorCode, message: string, options: SdkErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.session = options.session
  }
}
