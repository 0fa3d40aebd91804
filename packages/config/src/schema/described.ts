import { z } from 'zod'

/** A schema in words of JSON Schema, for what is written, before defaults. */
export type Described = Readonly<Record<string, unknown>>

type Override = z.core.ToJSONSchemaParams['override']

/** Draft 7: what editors complete best. */
export function described(schema: z.ZodType, override?: Override): Described {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    ...(override ? { override } : {}),
  })
}
