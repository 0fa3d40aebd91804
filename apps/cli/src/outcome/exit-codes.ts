/** What the exit code says; the first that fits. */
export const exitCodes = {
  done: 0,
  /** The run failed, or something is broken. */
  failed: 1,
  /** Nothing was begun: the command or what it names must change. */
  usage: 2,
  /** A limit was reached: turns, tokens, cost, time. */
  limit: 3,
  /** The last turn with calls ended in a denial. */
  denied: 4,
  interrupted: 130,
  /** The reader of standard output went away. */
  closedPipe: 141,
  terminated: 143,
} as const
