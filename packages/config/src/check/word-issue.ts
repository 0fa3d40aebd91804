import type { z } from 'zod'

/** What zod's types are called here. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'null',
}

/** What is wanted, for the issues whose words are ours; of the others zod tells, or the schema itself. */
export function wordIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return `Expected ${kinds[issue.expected] ?? issue.expected}.`
  if (issue.code !== 'invalid_value') return undefined
  const values = issue.values.map((value) =>
    typeof value === 'string' ? JSON.stringify(value) : String(value),
  )
  return values.length === 1 ? `Expected ${values[0]}.` : `Expected one of ${values.join(', ')}.`
}

/** What stands somewhere: a value that is short and no secret, or its kind. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (value === null) return 'null'
  return kinds[typeof value] ?? `a ${typeof value}`
}
