import type { z } from 'zod'
import { isMap } from '../is-map.ts'
import { valueAt, type KeyPath } from '../key-path.ts'

/** An issue of zod's that is about one key. */
export interface KeyIssue {
  readonly path: KeyPath
  readonly message: string
  /** The key is one that nobody knows. */
  readonly unknown?: true
  /** What might stand here, where that is a choice. */
  readonly choices?: readonly string[]
  /** More layers may mend it: a key is missing, or keys of one map do not fit each other. */
  readonly partial: boolean
}

type Issue = z.core.$ZodIssue

/** The issues of a value, key by key; of a union, those of the alternative that was most likely meant. */
export function issuesIn(
  value: unknown,
  issues: readonly Issue[],
  above: KeyPath = [],
): KeyIssue[] {
  return issues.flatMap((issue): KeyIssue[] => {
    const path = [
      ...above,
      ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    ]
    const message = sentence(issue.message)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        return {
          path: [...path, key],
          message: 'There is no such key.',
          unknown: true,
          partial: false,
        }
      })
    }
    const here = valueAt(value, path)
    const partial = here === undefined || (issue.code === 'custom' && isMap(here))
    if (issue.code === 'invalid_union' && issue.errors.length > 0 && !partial) {
      return meant(
        issue.errors.map((each) => issuesIn(value, each, path)),
        path,
      )
    }
    if (issue.code !== 'invalid_value') return [{ path, message, partial }]
    const choices = issue.values.filter((each) => typeof each === 'string')
    return [{ path, message, partial, choices }]
  })
}

/** Of alternatives that fail: one that only wants more keys, or that fails deepest and least; else what each wants. */
function meant(alternatives: readonly KeyIssue[][], path: KeyPath): KeyIssue[] {
  const unfinished = alternatives.find((issues) => issues.every(({ partial }) => partial))
  if (unfinished) return unfinished
  const inside = alternatives
    .filter((issues) => issues.every((issue) => issue.path.length > path.length))
    .toSorted((one, other) => one.length - other.length)
  if (inside[0]) return inside[0]
  const messages = [...new Set(alternatives.flat().map(({ message }) => message))]
  const choices = alternatives.flat().flatMap((issue) => issue.choices ?? [])
  const joined = messages.join(' Or: ')
  return [{ path, message: joined, partial: false, choices }]
}

const sentence = (text: string) => (/[.!?]$/u.test(text) ? text : `${text}.`)
