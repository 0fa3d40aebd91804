import { UsageError } from '../outcome/usage-error.ts'
import { readTextFile } from './read-text-file.ts'

/** The object in a file of JSON that `--output-schema` names; undefined without the flag. */
export async function readSchema(
  path: string | undefined,
): Promise<Record<string, unknown> | undefined> {
  if (path === undefined) return undefined
  const text = await readTextFile(path, ' --output-schema names a file of JSON.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it cannot be parsed'
    throw new UsageError(`${path} is no JSON: ${why}. --output-schema names a JSON Schema.`)
  }
  if (isObject(value)) return value
  throw new UsageError(`${path} holds no object: --output-schema names a JSON Schema.`)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
