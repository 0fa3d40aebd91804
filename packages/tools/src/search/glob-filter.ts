import picomatch from 'picomatch'

const most = 500

/** Every further star of a name multiplies the ways to try. */
const isWild = (name: string): boolean => (name.match(/\*+/g) ?? []).length > 4

/** Nobody needs more than this many of the combinations that braces stand for, and each is a way to try. */
const mostCombinations = 1000

/** At least as many as there are: every brace multiplies. */
const combinations = (pattern: string): number =>
  pattern
    .split('{')
    .slice(1)
    .reduce((product, part) => product * part.split(',').length, 1)

/** A group that repeats has no end of ways to try: what would make one means itself. */
const withoutGroups = (pattern: string): string =>
  pattern.replaceAll(/\\.|[()+|]/gsu, (found) => (found.length > 1 ? found : `\\${found}`))

/** A test for paths; a pattern without a slash is looked for at any depth. Undefined when it is no pattern. */
export function globFilter(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.length > most || pattern === '') return undefined
  const plain = pattern.replace(/^\.\//, '')
  const anywhere = plain.includes('/') ? plain : `**/${plain}`
  if (plain.split('/').some(isWild) || combinations(plain) > mostCombinations) return undefined
  try {
    return picomatch(withoutGroups(anywhere), { dot: true, noextglob: true })
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
