/** A text with variables, or the names of those that are not there. */
export type Expanded<Value> = { value: Value; missing: readonly string[] }

/**
 * Every text of a value with `${NAME}` as the environment has it, and `${NAME:-otherwise}` where it may be missing or empty: as
 * `.mcp.json` files are written.
 */
export function expandVariables(
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
): Expanded<unknown> {
  const missing = new Set<string>()
  const lookUp = (name: string, otherwise: string | undefined): string => {
    const found = env[name]
    if (found !== undefined && (found !== '' || otherwise === undefined)) return found
    if (otherwise !== undefined) return otherwise
    missing.add(name)
    return ''
  }
  const expanded = inEach(value, (text) => withVariables(text, lookUp))
  return { value: expanded, missing: [...missing] }
}

/** A text with something in the place of each variable. */
export const withVariables = (
  text: string,
  lookUp: (name: string, otherwise: string | undefined) => string,
): string =>
  text.replaceAll(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/gu, (_, name: string, otherwise?: string) =>
    lookUp(name, otherwise),
  )

function inEach(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((each: unknown) => inEach(each, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, inEach(each, change)]),
  )
}
