// What readers of an older schema would miss in a newer one. Additions break nothing: types, fields, values of an enum.
interface Node {
  type?: unknown
  const?: unknown
  enum?: readonly unknown[]
  items?: Node
  allOf?: unknown
  anyOf?: unknown
  minimum?: unknown
  maximum?: unknown
  properties?: Record<string, Node>
  required?: readonly string[]
}

export interface Schema {
  oneOf: readonly Node[]
  definitions?: unknown
}

const nameOf = ({ properties }: Node) => String(properties?.['type']?.const)

export function brokenPromises(before: Schema, after: Schema): string[] {
  const newer = new Map(after.oneOf.map((node) => [nameOf(node), node]))
  const shared = same(before.definitions, after.definitions) ? [] : ['definitions changed']
  return shared.concat(
    before.oneOf.flatMap((node) => {
      const now = newer.get(nameOf(node))
      return now ? broken(node, now, nameOf(node)) : [`${nameOf(node)} is gone`]
    }),
  )
}

function broken(before: Node, after: Node, at: string): string[] {
  const lost = (before.enum ?? []).filter((value) => !after.enum?.includes(value))
  return [
    ...(['type', 'const', 'allOf', 'anyOf', 'minimum', 'maximum'] as const)
      .filter((key) => !same(before[key], after[key]))
      .map((key) => `${at}: ${key} changed`),
    ...lost.map((value) => `${at} is never ${String(value)} any more`),
    ...(!before.enum && after.enum ? [`${at}: enum changed`] : []),
    ...(before.items ? broken(before.items, after.items ?? {}, `${at}[]`) : []),
    ...Object.entries(before.properties ?? {}).flatMap(([name, field]) => {
      const now = after.properties?.[name]
      return now ? broken(field, now, `${at}.${name}`) : [`${at}.${name} is gone`]
    }),
    ...(before.required ?? [])
      .filter((name) => after.properties?.[name] && !after.required?.includes(name))
      .map((name) => `${at}.${name} may be missing`),
    ...(after.required ?? [])
      .filter((name) => before.properties?.[name] && !before.required?.includes(name))
      .map((name) => `${at}.${name} was not always there, and must be`),
  ]
}

/** What it says, not how it is described. */
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
