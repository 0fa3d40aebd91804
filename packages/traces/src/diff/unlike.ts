/** Where two values part: the keys that lead there, and what stands at that place of either; undefined for nothing. */
export interface Unlike {
  path: readonly string[]
  a: unknown
  b: unknown
}

/**
 * The first place at which two JSON values part, in the order of the first one's keys; undefined when they are alike. The
 * order of keys says nothing, and a key that is undefined is a key that is not there.
 */
export function unlike(a: unknown, b: unknown): Unlike | undefined {
  if (a === b) return undefined
  if (!isNested(a) || !isNested(b) || Array.isArray(a) !== Array.isArray(b)) {
    return { path: [], a, b }
  }
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  for (const key of new Set([...one.keys(), ...other.keys()])) {
    const found = unlike(one.get(key), other.get(key))
    if (found) return { ...found, path: [key, ...found.path] }
  }
  return undefined
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null
