import { z } from 'zod'
import { ConfigError } from '../config-error.ts'
import { isMap } from '../is-map.ts'
import { formatKey } from '../key-path.ts'
import { described } from './described.ts'

export interface JsonSchemaOptions {
  /** An address that names it. */
  readonly id: string
  readonly title: string
}

/**
 * The JSON Schema (draft 7) of a configuration file, for editors and checkers: closed objects, descriptions, and
 * `$schema` at the top. Throws `open_schema` when an object of the schema is not strict.
 */
export function jsonSchemaOf(
  schema: z.ZodObject,
  { id, title }: JsonSchemaOptions,
): Record<string, unknown> {
  const { $schema, properties, ...rest } = described(schema, refuseOpen)
  const own = { $schema: { type: 'string', description: 'The JSON Schema of this file.' } }
  return {
    $schema,
    $id: id,
    title,
    // Of Visual Studio Code's language server; others pass over it.
    allowTrailingCommas: true,
    ...rest,
    properties: { ...own, ...(isMap(properties) ? properties : {}) },
  }
}

type Seen = Parameters<NonNullable<z.core.ToJSONSchemaParams['override']>>[0]

/** An object that drops unknown keys makes a typing error look like no error. */
function refuseOpen({ zodSchema, path }: Seen): void {
  if (!(zodSchema instanceof z.ZodObject) || zodSchema.def.catchall !== undefined) return
  const key = formatKey(path.filter((part) => part !== 'properties'))
  throw new ConfigError(
    'open_schema',
    `The object at ${key || 'the top'} drops keys it does not know. Make it a z.strictObject.`,
  )
}
