import { isMap } from '../is-map.ts'
import type { KeyPath } from '../key-path.ts'
import type { Described } from './described.ts'

/** What may stand at a path: every alternative of it. */
function schemasAt(root: Described, path: KeyPath): readonly Described[] {
  return path.reduce<readonly Described[]>(
    (schemas, part) =>
      schemas
        .flatMap((schema) => stepsInto(schema, part))
        .flatMap((step) => alternatives(step, root)),
    alternatives(root, root),
  )
}

/** The keys that may stand in the map at a path. */
export function keysAt(root: Described, path: KeyPath): readonly string[] {
  return schemasAt(root, path).flatMap(({ properties }) =>
    isMap(properties) ? Object.keys(properties) : [],
  )
}

/** Whether the schema says of this path, or of one above, that it is written and never shown. */
export function isWriteOnly(root: Described, path: KeyPath): boolean {
  return [...path, ''].some((_, length) =>
    schemasAt(root, path.slice(0, length)).some(({ writeOnly }) => writeOnly === true),
  )
}

function stepsInto(schema: Described, part: string | number): unknown[] {
  const { properties, additionalProperties, items, additionalItems } = schema
  if (typeof part === 'number')
    return [Array.isArray(items) ? (items[part] ?? additionalItems) : items]
  const known = isMap(properties) && Object.hasOwn(properties, part) ? properties[part] : undefined
  return [known ?? additionalProperties]
}

/** A schema without what stands around it: references, unions, intersections. */
function alternatives(
  schema: unknown,
  root: Described,
  seen: ReadonlySet<unknown> = new Set(),
): readonly Described[] {
  if (!isMap(schema) || seen.has(schema)) return []
  const deeper = new Set([...seen, schema])
  const { $ref, anyOf, oneOf, allOf } = schema
  const inside = [anyOf, oneOf, allOf].flatMap((each): unknown[] =>
    Array.isArray(each) ? each : [],
  )
  if (typeof $ref === 'string') inside.push(referred($ref, root))
  return [schema, ...inside.flatMap((each) => alternatives(each, root, deeper))]
}

const referred = (reference: string, root: Described) =>
  reference
    .split('/')
    .slice(1)
    .reduce<unknown>((found, part) => (isMap(found) ? found[part] : undefined), root)
