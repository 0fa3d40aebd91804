import { Json } from '@harness/kernel'
import { z } from 'zod'

const mostBytes = 16 * 1024
const deepest = 32

const ObjectSchema = z.looseObject({
  type: z.literal('object'),
  properties: z
    .record(z.string(), z.union([z.boolean(), z.record(z.string(), z.unknown())]))
    .optional(),
  required: z.array(z.string()).optional(),
})

/** A tool's input schema as a model may be shown it, or why it is refused. Nothing of it is compiled or resolved. */
export function checkSchema(
  schema: unknown,
): { kind: 'sound'; schema: Json } | { kind: 'refused'; why: string } {
  if (isDeeper(schema, deepest)) return refused(`is nested more than ${deepest} levels deep`)
  const parsed = ObjectSchema.safeParse(schema)
  if (!parsed.success) return refused('is no JSON Schema of an object')
  // The dialect costs tokens and says nothing to a model.
  const { $schema: _, ...rest } = parsed.data
  const bytes = Buffer.byteLength(JSON.stringify(rest))
  if (bytes > mostBytes) return refused(`has ${bytes} bytes; at most ${mostBytes} are taken`)
  return { kind: 'sound', schema: Json.parse(rest) }
}

const refused = (why: string) => ({ kind: 'refused', why }) as const

/** Whether a value has more levels than that. Walks level by level: no depth overflows the stack. */
export function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one ? Object.values(one) : []))
    if (level.length === 0) return false
  }
  return true
}
