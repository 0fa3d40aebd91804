import type { z } from 'zod'
import { isMap } from '../is-map.ts'
import type { KeyPath } from '../key-path.ts'
import { described } from '../schema/described.ts'
import { isWriteOnly } from '../schema/schema-at.ts'
import { isSecretKey } from './is-secret-key.ts'
import { printableText } from './printable-text.ts'
import { isReference } from './secret-reference.ts'

const mask = '***'

/** Whether what stands at this path may not be shown. */
export type IsSecret = (path: KeyPath) => boolean

/**
 * A value of the configuration as it may be printed: `***` for what stands under a key that sounds like a secret, or
 * that the schema marks `writeOnly`; references stay, addresses lose user and password. A new value; plain data.
 */
export function printable(value: unknown, schema?: z.ZodType): unknown {
  return printableAt(value, [], secretsOf(schema))
}

/** What is secret by its name, or by its schema. */
export function secretsOf(schema?: z.ZodType): IsSecret {
  const description = schema ? described(schema) : undefined
  return (path) =>
    path.some((part) => typeof part === 'string' && isSecretKey(part)) ||
    (description !== undefined && isWriteOnly(description, path))
}

/** The value that stands at a path, as it may be printed. */
export function printableAt(value: unknown, path: KeyPath, isSecret: IsSecret): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value
  if (isMap(value) && path.length < deepest) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        printableAt(each, [...path, key], isSecret),
      ]),
    )
  }
  if (Array.isArray(value) && path.length < deepest) {
    const items: readonly unknown[] = value
    return items.map((each, index) =>
      isSecretArgument(items[index - 1]) ? mask : printableAt(each, [...path, index], isSecret),
    )
  }
  if (isReference(value)) return printableText(value)
  if (isSecret(path)) return mask
  if (typeof value === 'string') return printableText(value)
  return typeof value === 'number' ? value : `(${typeof value})`
}

/** A value may contain itself. */
const deepest = 100

/** `--api-key`, whose value comes next. */
const isSecretArgument = (before: unknown) =>
  typeof before === 'string' && before.startsWith('-') && isSecretKey(before)
