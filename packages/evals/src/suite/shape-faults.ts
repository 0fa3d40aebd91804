import { closestName } from '@harness/kernel'
import type { z } from 'zod'
import { valueAt } from './keys-of.ts'
import { knownKeys } from './known-keys.ts'

/** Something that a suite says and that means nothing: where it stands, and why. */
export interface SuiteFault {
  path: readonly PropertyKey[]
  says: string
}

type Issue = z.core.$ZodIssue

/** What the schema has against a suite, in words. `value` is the suite as it was written. */
export const shapeFaults = (issues: readonly Issue[], value: unknown): SuiteFault[] =>
  issues.flatMap((issue) => {
    const { path } = issue
    if (issue.code !== 'unrecognized_keys') return [{ path, says: wordsOf(issue, value) }]
    return issue.keys.map((key) => ({ path: [...path, key], says: unknownKey(key, path) }))
  })

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = knownKeys(path)
  const meant = closestName(key, known)
  return meant === undefined
    ? `is no key here; there are: ${known.join(', ')}`
    : `is no key here; did you mean ${meant}?`
}

function wordsOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(value, issue.path) === undefined
        ? 'is missing'
        : `must be ${kindOf(issue.expected)}`
    case 'invalid_union':
      return 'must be a text or a list of texts, none of them empty'
    case 'invalid_value':
      return `must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`
    case 'too_small':
      return isList(issue.origin)
        ? 'must not be empty'
        : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return isList(issue.origin)
        ? `must have ${issue.maximum} characters at most`
        : `must be ${issue.maximum} at most`
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    default:
      return issue.message
  }
}

const isList = (origin: string): boolean => origin === 'string' || origin === 'array'

function kindOf(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a text'
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'a map of keys and values'
    case 'int':
      return 'a whole number'
    case 'boolean':
      return 'true or false'
    default:
      return `a ${expected}`
  }
}
