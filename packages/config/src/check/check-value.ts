import { closestName } from '@harness/kernel'
import type { z } from 'zod'
import type { Fault } from '../config-error.ts'
import { formatKey, valueAt, type KeyPath } from '../key-path.ts'
import type { Whereabouts } from '../parse-layer.ts'
import { described, type Described } from '../schema/described.ts'
import { keysAt } from '../schema/schema-at.ts'
import { printableAt, secretsOf } from '../secrets/printable.ts'
import { shown } from '../secrets/shown.ts'
import { issuesIn, type KeyIssue } from './issues-in.ts'
import { kindOf, wordIssue } from './word-issue.ts'

export interface Check {
  readonly where: (path: KeyPath) => Whereabouts
  /** One layer of several: what another one may mend is no fault. */
  readonly partial: boolean
}

export type Checked<S extends z.ZodType> =
  | { readonly ok: true; readonly value: z.output<S> }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Parses a value, or tells all that is wrong with it. */
export function checkValue<S extends z.ZodType>(
  schema: S,
  value: unknown,
  check: Check,
): Checked<S> {
  const result = parse(schema, value)
  if (!result) {
    const message = 'This has too many faults to tell them. Is it the configuration?'
    return { ok: false, faults: [{ ...check.where([]), key: '', message }] }
  }
  if (result.success) return { ok: true, value: result.data }
  const issues = issuesIn(value, result.error.issues).filter(
    ({ partial }) => !(partial && check.partial),
  )
  if (issues.length === 0) return { ok: false, faults: [] }
  const word = wording(schema, value)
  const faults = issues.slice(0, mostFaults).map((issue) => {
    return { ...check.where(issue.path), key: formatKey(issue.path), message: word(issue) }
  })
  const more = issues.length - mostFaults
  if (more <= 0) return { ok: false, faults }
  return {
    ok: false,
    faults: [
      ...faults,
      {
        ...check.where(issues[mostFaults]?.path ?? []),
        key: '',
        message: `There are ${more} more faults.`,
      },
    ],
  }
}

/** Compiling a schema costs more than the one time that it is used. zod cannot hold a hundred thousand faults. */
function parse<S extends z.ZodType>(schema: S, value: unknown) {
  try {
    return schema.safeParse(value, { error: wordIssue, jitless: true })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Of one layer. Whoever made more did not make them by hand. */
const mostFaults = 100

/** Says of an issue what is wanted, what stands there as far as it may be shown, and what may have been meant. */
function wording(schema: z.ZodType, value: unknown): (issue: KeyIssue) => string {
  const description = described(schema)
  const isSecret = secretsOf(schema)
  return ({ path, message, unknown, choices = [] }) => {
    if (unknown) return `${message}${hint(path.at(-1), keysFor(description, path))}`
    const here = valueAt(value, path)
    if (here === undefined) return `This key is missing. ${message}`
    const secret = isSecret(path)
    // A schema's own words may repeat what they are about.
    const leaks = secret && typeof here === 'string' && here !== '' && message.includes(here)
    const wanted = leaks ? 'This value is refused.' : message
    if (secret) return `${wanted} Here stands ${kindOf(here)} that is not shown.`
    return `${wanted} Here stands ${standing(printableAt(here, path, isSecret))}.${hint(here, choices)}`
  }
}

const keysFor = (description: Described, path: KeyPath) => keysAt(description, path.slice(0, -1))

function standing(value: unknown): string {
  if (typeof value === 'string') return shown(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : kindOf(value)
}

/** Longer ones are no typing errors, and are compared letter by letter. */
const longestName = 64

function hint(name: unknown, known: readonly string[]): string {
  if (typeof name !== 'string' || name.length > longestName) return ''
  const closest = closestName(name, known)
  return closest === undefined ? '' : ` Did you mean ${closest}?`
}
