import type { McpCommandSettings } from '../settings/mcp-server-settings.ts'

/** What a server may know of the environment here. Keys, tokens and everything else stay out. */
const passed = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'TZ',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'SYSTEMROOT',
]
const locale = /^LC_[A-Z]+$/

/** The whole environment of a server's program. */
export function serverEnvironment(
  from: Readonly<Record<string, string | undefined>>,
  { env = {}, passEnv = [] }: Pick<McpCommandSettings, 'env' | 'passEnv'>,
): Record<string, string> {
  const names = new Set([...passed, ...passEnv])
  const kept = Object.entries(from).flatMap(([name, value]): [string, string][] =>
    value !== undefined && (names.has(name) || locale.test(name)) ? [[name, value]] : [],
  )
  return { ...Object.fromEntries(kept), ...env }
}
