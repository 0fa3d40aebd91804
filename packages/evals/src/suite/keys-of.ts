/** What stands under the keys of an object, or at the places of a list; nothing for any other value. */
export const keysOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])

/** What stands at a path in a value of any shape. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) at = keysOf(at).get(String(key))
  return at
}
