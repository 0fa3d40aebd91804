import { plainEnvironment } from '@harness/kernel'

/** What a command may know besides: where sockets of the session are, how git behaves. */
const more = ['XDG_RUNTIME_DIR', 'GIT_OPTIONAL_LOCKS']

/** Git that only looks writes no index, so that no hook hears of it; whoever sets it himself knows why. */
const unless = { GIT_OPTIONAL_LOCKS: '0' }

/** Nothing waits for a person, opens a pager or paints. */
const quiet = {
  TERM: 'dumb',
  NO_COLOR: '1',
  PAGER: 'cat',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
}

export interface EnvironmentOptions {
  /** The environment to take from; default: that of this process. */
  from?: Readonly<Record<string, string | undefined>>
  /** Further names to hand on. They are recorded with every command: never name a secret. */
  pass?: readonly string[]
  /** Values to set. They are recorded too. */
  set?: Readonly<Record<string, string>>
}

/** The whole environment of a command. */
export function commandEnvironment(options: EnvironmentOptions = {}): Record<string, string> {
  const { from = process.env, pass = [], set } = options
  return { ...unless, ...plainEnvironment(from, [...more, ...pass]), ...quiet, ...set }
}
