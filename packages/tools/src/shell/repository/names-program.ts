import type { GitSetting } from './read-git-config.ts'

/** What a folder says of itself, where it matters for what a setting means. */
export interface Checkout {
  /** Whether a path, as the setting has it, is the folder that the repository belongs to. */
  isItself(path: string): boolean
  /** Whether objects that are not there are fetched when they are looked at. */
  fetches: boolean
}

/**
 * Whether git may run a program because of a setting, or go elsewhere, when it is asked to do no more than look. Which
 * command and which file it is for is not asked. What is run only to write, for a terminal or to fetch is not meant.
 */
export function namesProgram({ key, value }: GitSetting, { isItself, fetches }: Checkout): boolean {
  if (key === 'core.fsmonitor') return !isBoolean(value)
  if (key === 'core.worktree') return !isItself(value)
  if (key === 'status.submodulesummary') return !['false', 'no', 'off', '0', ''].includes(value)
  if (key === 'diff.submodule') return value !== 'log' && value !== 'short'
  if (/^merge\.[^]*\.driver$/u.test(key)) return value !== 'true'
  if (key in stock) return !stock[key]?.includes(value)
  if (fetches && key.startsWith('remote.') && key.endsWith('.url')) return !isServer(value)
  return (fetches ? [...always, ...toFetch] : always).some((pattern) => pattern.test(key))
}

const always = [
  /^include(?:if\.[^]*)?\.path$/u,
  /^(?:filter|lfs\.extension)\.[^]*\.(?:clean|smudge|process)$/u,
  /^lfs\.(?:customtransfer\.[^]*\.path|standalonetransferagent|[^]*\.standalonetransferagent)$/u,
  /^diff\.external$/u,
  /^diff\.[^]*\.(?:command|textconv)$/u,
  /^gpg\.(?:[^]*\.)?(?:program|defaultkeycommand)$/u,
  /^tar\.[^]*\.command$/u,
  /^core\.alternaterefscommand$/u,
  /^gc\.recentobjectshook$/u,
  // Words that a git may not know itself.
  /^alias\.(?:lfs|whatchanged)(?:\.command)?$/u,
]

const toFetch = [
  /^core\.(?:sshcommand|gitproxy|askpass)$/u,
  /^remote\.[^]*\.(?:uploadpack|vcs)$/u,
  /^protocol\.(?:[^]*\.)?allow$/u,
  /^url\.[^]*\.insteadof$/u,
  /^credential\.(?:[^]*\.)?helper$/u,
]

/** What `git lfs install --local` writes: a program of the person's own, not of the repository. */
const stock: Readonly<Record<string, readonly string[]>> = {
  'filter.lfs.clean': ['git-lfs clean -- %f'],
  'filter.lfs.smudge': ['git-lfs smudge -- %f', 'git-lfs smudge --skip -- %f'],
  'filter.lfs.process': ['git-lfs filter-process', 'git-lfs filter-process --skip'],
}

const isBoolean = (value: string): boolean => /^(?:true|false|yes|no|on|off|[01]|)$/iu.test(value)

const isServer = (url: string): boolean => /^(?:https?|ssh):\/\/\w|^\w+@[\w.-]+:(?!:)/u.test(url)
