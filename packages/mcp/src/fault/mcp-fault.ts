export type McpFaultCode =
  /** Its program cannot be started. */
  | 'not_started'
  /** Its program ended, or it closed the connection. */
  | 'ended'
  /** It did not answer in time. */
  | 'timeout'
  /** Nobody answers at its address. */
  | 'unreachable'
  /** It wants credentials that it was not given. */
  | 'unauthorized'
  /** It answered with another HTTP status than it should. */
  | 'http_error'
  /** It sent more than is taken. */
  | 'flood'
  /** It does not speak the protocol. */
  | 'protocol'
  /** It answered that it cannot do what was asked. */
  | 'refused'
  /** A tool of it was left out. */
  | 'bad_tool'
  /** It is not used any more. */
  | 'closed'

/** What is wrong with a server. After an error there are no tools of it; a warning is of something that was left out. */
export interface McpFault {
  level: 'error' | 'warning'
  /** Its name in the settings. */
  server: string
  code: McpFaultCode
  /** What happened, to which server, what to do. One line without control characters. */
  message: string
  /** The end of what its program wrote to standard error, where it wrote anything. */
  stderr?: string
}
