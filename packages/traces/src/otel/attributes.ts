import type { OtlpAttribute, OtlpValue } from './otlp.ts'

/** A whole number is an integer; what the conventions call a double says so. What is null or undefined is left out. */
export type AttributeValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { double: number }
  | null
  | undefined

export const attributesOf = (values: Readonly<Record<string, AttributeValue>>): OtlpAttribute[] =>
  Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [{ key, value: valueOf(value) }],
  )

function valueOf(value: NonNullable<AttributeValue>): OtlpValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
    default:
      return 'double' in value
        ? { doubleValue: value.double }
        : { arrayValue: { values: value.map((stringValue) => ({ stringValue })) } }
  }
}

/** A setting that the conventions call a double. */
export const double = (value: number | undefined): { double: number } | undefined =>
  value === undefined ? undefined : { double: value }
