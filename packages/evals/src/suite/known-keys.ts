import { z } from 'zod'
import { keysOf, valueAt } from './keys-of.ts'
import { SuiteFile } from './suite-file.ts'

/** The keys that an object of a suite may have, at this path. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  const schema: unknown = z.toJSONSchema(SuiteFile)
  return [...keysOf(valueAt(path.reduce(below, schema), ['properties'])).keys()]
}

function below(schema: unknown, key: PropertyKey): unknown {
  const own = valueAt(schema, typeof key === 'number' ? ['items'] : ['properties', key])
  return own ?? valueAt(schema, ['additionalProperties'])
}
