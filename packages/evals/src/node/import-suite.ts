import { pathToFileURL } from 'node:url'
import { EvalsError } from '../evals-error.ts'

/**
 * The default export of a module, or what it makes where it is a function. Runs the module: a suite that is a program is
 * trusted like one. Throws `bad_suite` with the cause where it cannot be loaded.
 */
export async function importSuite(path: string): Promise<unknown> {
  const exported = await attempted(path, () => defaultOf(path))
  if (exported === undefined) {
    throw new EvalsError(
      'bad_suite',
      `${path} has no default export. Write: export default { name, cases: […] }, or a function that makes a suite.`,
    )
  }
  return isMaker(exported) ? attempted(path, async () => exported()) : exported
}

async function attempted(path: string, what: () => Promise<unknown>): Promise<unknown> {
  try {
    return await what()
  } catch (error) {
    throw new EvalsError(
      'bad_suite',
      `${path} failed as it was loaded: ${String(error)}${placeOf(error)}`,
      { cause: error },
    )
  }
}

async function defaultOf(path: string): Promise<unknown> {
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(path).href)
  return typeof module === 'object' && module !== null && 'default' in module
    ? module.default
    : undefined
}

/** The line of a file that an error came from, as the first line of its stack that has one says: the message has none. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const place = /(?:file:\/\/)?(?<file>\/[^\s()]*\.[cm]?[jt]s):(?<line>\d+)/u.exec(stack)
  return place?.groups ? ` (${place.groups['file']}, line ${place.groups['line']})` : ''
}

const isMaker = (value: unknown): value is () => unknown => typeof value === 'function'
