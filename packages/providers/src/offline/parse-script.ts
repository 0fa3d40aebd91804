import { z } from 'zod'
import { ProvidersError } from '../providers-error.ts'
import { jsonFault } from './json-fault.ts'
import { Script } from './script.ts'

/**
 * Reads a script from parsed JSON.
 * @param source Where it is from, for the message of what is wrong.
 * @throws ProvidersError `invalid_script`, with the places that are wrong.
 */
export function parseScript(value: unknown, source = 'This'): Script {
  const parsed = Script.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProvidersError(
    'invalid_script',
    `${source} is no script of the offline model:\n${z.prettifyError(parsed.error)}`,
  )
}

/**
 * Reads a script from the text of a file.
 * @throws ProvidersError `invalid_script`, with the file and the place that is wrong.
 */
export function parseScriptText(text: string, source: string): Script {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const { line, column } = jsonFault(text)
    const message = `${source} is no JSON: line ${line}, column ${column} is wrong, or something before it is missing.`
    throw new ProvidersError('invalid_script', message, { cause: error })
  }
  return parseScript(value, source)
}
