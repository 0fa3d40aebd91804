import { EvalsError } from '../evals-error.ts'
import { senseFaults } from './sense-faults.ts'
import { valueAt } from './keys-of.ts'
import { shapeFaults, type SuiteFault } from './shape-faults.ts'
import { SuiteFile } from './suite-file.ts'

/**
 * Checks what was written as a suite. `source` is what messages call it.
 *
 * @throws EvalsError `bad_suite` that names every fault by its case and its key.
 */
export function parseSuite(value: unknown, source = 'The suite'): SuiteFile {
  const parsed = SuiteFile.safeParse(value)
  const shape = parsed.success ? [] : shapeFaults(parsed.error.issues, value)
  const faults = [...shape, ...senseFaults(value)]
  if (parsed.success && faults.length === 0) return parsed.data
  const lines = faults.map((fault) => `${placeOf(fault, value)}: ${fault.says}`)
  throw badSuite(source, lines, parsed.error)
}

/** The faults of a suite, as one error. */
export function badSuite(source: string, faults: readonly string[], cause?: unknown): EvalsError {
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
  const lines = faults.map((fault) => `  ${fault}`).join('\n')
  return new EvalsError('bad_suite', `${source} has ${count}:\n${lines}`, { cause })
}

function placeOf({ path }: SuiteFault, value: unknown): string {
  const [first, place, ...rest] = path
  if (first !== 'cases' || place === undefined) return pieces('suite', path)
  const id = valueAt(value, ['cases', place, 'id'])
  const name =
    typeof id === 'string' && id !== '' ? `case ${JSON.stringify(id)}` : `case ${Number(place) + 1}`
  return pieces(name, rest)
}

const pieces = (what: string, keys: readonly PropertyKey[]): string =>
  keys.length === 0 ? what : `${what} › ${keys.map(String).join('.')}`
