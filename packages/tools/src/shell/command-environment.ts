/** What a command may know of the harness's own environment. Keys, tokens and everything else stay out. */
const passed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'TZ',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'XDG_CACHE_HOME',
  'GIT_OPTIONAL_LOCKS',
  'SYSTEMROOT',
]
const locale = /^LC_[A-Z]+$/

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
  const from = options.from ?? process.env
  const names = new Set([...passed, ...(options.pass ?? [])])
  const kept = Object.entries(from).flatMap(([name, value]): [string, string][] =>
    value !== undefined && (names.has(name) || locale.test(name)) ? [[name, value]] : [],
  )
  return { ...unless, ...Object.fromEntries(kept), ...quiet, ...options.set }
}
