import type { Json, Tool } from '@harness/kernel'

/** Keywords of JSON Schema that bound a value. */
const bounds = new Set(['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'])

/**
 * A tool as a model is told of it in every request, without the bounds of its inputs: who breaks one is told so, and
 * hardly anybody does.
 */
export const briefTool = (tool: Tool): Tool => ({ ...tool, input: withoutBounds(tool.input) })

function withoutBounds(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutBounds)
  if (schema === null || typeof schema !== 'object') return schema
  const kept = Object.entries(schema).filter(([key, value]) => !isBound(key, value))
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutBounds(value)]))
}

/** A property may have such a name too: its value is a schema. */
const isBound = (key: string, value: Json) => bounds.has(key) && typeof value === 'number'
