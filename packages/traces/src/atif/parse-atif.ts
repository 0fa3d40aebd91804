import { isDeeper } from '../model/is-deeper.ts'
import { TraceError } from '../trace-error.ts'
import { AtifTrajectory, atifVersions } from './atif.ts'

/** No agent writes what is deeper, and a reader might not come back from it. */
const deepest = 500

/** So many faults are told; a file that is something else has one for each key. */
const mostFaults = 5

/**
 * What JSON says as a trajectory. Throws a `TraceError` that names what is wrong, and where in it; `name` is what it was read
 * from, for the message.
 */
export function parseAtif(value: unknown, name = 'The trajectory'): AtifTrajectory {
  if (isDeeper(value, deepest)) {
    const message = `${name} is no ATIF trajectory: it is deeper than ${deepest} levels.`
    throw new TraceError('bad_trajectory', message)
  }
  const parsed = AtifTrajectory.safeParse(value)
  if (parsed.success) return parsed.data
  const version = versionIn(value)
  const known = atifVersions.some((one) => one === version)
  if (version !== undefined && !known) {
    const range = `${atifVersions[0]} to ${atifVersions.at(-1)}`
    throw new TraceError(
      'bad_trajectory',
      `${name} is of version ${JSON.stringify(version)}: known are ${range}.`,
    )
  }
  const faults = parsed.error.issues.map(({ path, message }) => `${pathText(path)}: ${message}`)
  const more = faults.length - mostFaults
  const told = [...faults.slice(0, mostFaults), ...(more > 0 ? [`and ${more} more`] : [])]
  throw new TraceError(
    'bad_trajectory',
    `${name} is no ATIF trajectory:\n${told.map((fault) => `- ${fault}`).join('\n')}`,
    { cause: parsed.error },
  )
}

const versionIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'schema_version' in value
    ? value.schema_version
    : undefined

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '') || '(all of it)'
