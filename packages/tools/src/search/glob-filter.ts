import picomatch from 'picomatch'

const most = 500

/** Every further star of a name multiplies the ways to try. */
const isWild = (name: string): boolean => (name.match(/\*+/g) ?? []).length > 4

/** A test for paths; a pattern without a slash is looked for at any depth. Undefined when it is no pattern. */
export function globFilter(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.length > most || pattern === '') return undefined
  const plain = pattern.replace(/^\.\//, '')
  const anywhere = plain.includes('/') ? plain : `**/${plain}`
  if (plain.split('/').some(isWild)) return undefined
  try {
    return picomatch(anywhere, { dot: true, noextglob: true, maxLength: most + 3 })
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
