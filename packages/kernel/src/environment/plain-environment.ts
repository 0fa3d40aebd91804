/** Where things are, who the person is, what they speak. */
const plain = [
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

/**
 * What a program that is started for a model may know of an environment, and what else is named. Keys, tokens and everything
 * that nobody named stay out.
 */
export function plainEnvironment(
  from: Readonly<Record<string, string | undefined>>,
  names: readonly string[] = [],
): Record<string, string> {
  const kept = new Set([...plain, ...names])
  return Object.fromEntries(
    Object.entries(from).flatMap(([name, value]): [string, string][] =>
      value !== undefined && (kept.has(name) || locale.test(name)) ? [[name, value]] : [],
    ),
  )
}
