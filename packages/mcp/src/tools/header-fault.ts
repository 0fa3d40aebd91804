import { z } from 'zod'

const Property = z.looseObject({
  type: z.unknown().optional(),
  'x-mcp-header': z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
})

/** A name of a header: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const carried: ReadonlySet<unknown> = new Set(['string', 'integer', 'boolean'])

/**
 * What is wrong with the headers that a tool wants to have made of its arguments, if anything: such a tool must not be
 * called. `x-mcp-header` is of the protocol's version 2026-07-28.
 */
export function headerFault(schema: unknown, taken = new Set<string>()): string | undefined {
  const { data } = Property.safeParse(schema)
  for (const [name, value] of Object.entries(data?.properties ?? {})) {
    const property = Property.safeParse(value).data
    if (!property) continue
    const header = property['x-mcp-header']
    if (header !== undefined) {
      if (typeof header !== 'string' || !token.test(header)) return `names no header for ${name}`
      if (!carried.has(property.type)) return `wants a header of ${name}, which fits into none`
      if (taken.has(header.toLowerCase())) return `wants the header ${header} twice`
      taken.add(header.toLowerCase())
    }
    const within = headerFault(value, taken)
    if (within !== undefined) return within
  }
  return undefined
}
