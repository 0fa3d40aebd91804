import { z } from 'zod'
import { ProvidersError } from '../providers-error.ts'
import { Script } from './script.ts'

/**
 * Reads a script from parsed JSON.
 * @throws ProvidersError `invalid_script`, with the places that are wrong.
 */
export function parseScript(value: unknown): Script {
  const parsed = Script.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProvidersError(
    'invalid_script',
    `This is no script of the offline model:\n${z.prettifyError(parsed.error)}`,
  )
}
