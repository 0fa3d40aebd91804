import type { Json } from '../events/json.ts'

// What a server sends is `unknown` until one of these has looked at it.

/** The value when it is an object, not a list. */
export const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  isRecord(value) ? value : undefined

/** The value when it is a list; otherwise an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value when it is a string that is not empty. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The value when it is a finite number. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** Whether a value survives a round through JSON as it is. */
export function isJson(value: unknown): value is Json {
  return isJsonWithin(value, mostDepth)
}

/** Deeper than anything that means something, and not as deep as a stack. */
const mostDepth = 1_000

function isJsonWithin(value: unknown, depth: number): value is Json {
  if (depth === 0) return false
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  const isMember = (each: unknown) => isJsonWithin(each, depth - 1)
  if (Array.isArray(value)) return value.every(isMember)
  return isRecord(value) && Object.values(value).every(isMember)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
