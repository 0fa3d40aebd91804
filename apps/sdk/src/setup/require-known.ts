import { SdkError } from '../sdk-error.ts'
import { kinds, type Kind } from './option-kinds.ts'

export interface Known {
  /** Every name that means something, and what its value is. */
  known: Readonly<Record<string, Kind>>
  /** What they are called elsewhere, and here. */
  foreign?: Readonly<Record<string, string>>
  /** What is none here, and why that is well. */
  needless?: Readonly<Record<string, string>>
  /** Of a value that means something elsewhere: what to do instead. */
  instead?: Readonly<Record<string, string>>
  /** Those that have to be there. */
  needed?: readonly string[]
  /** Whose names they are, for the message. */
  of: string
}

/**
 * @throws SdkError `invalid_option` where a name is misspelt, with the closest one: nobody would read it; and where a value
 * means nothing.
 */
export async function requireKnown(given: object, names: Known): Promise<void> {
  const { known, instead = {}, needed = [], of } = names
  if (!kinds['an object'](given)) throw refused(`${of} are ${shown(given)}, and no object.`)
  for (const [name, value] of Object.entries(given)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined
    if (kind === undefined) throw await unknown(name, names)
    if (value === undefined || kinds[kind](value)) continue
    const hint = Object.hasOwn(instead, name) ? ` ${instead[name]}` : ''
    throw refused(`${of}: ${name} is ${shown(value)}; it is to be ${kind}.${hint}`)
  }
  const missing = needed.find((name) => !Object.hasOwn(given, name))
  if (missing !== undefined) throw refused(`${of}: ${missing} is missing.`)
}

async function unknown(
  name: string,
  { known, foreign = {}, needless = {}, of }: Known,
): Promise<SdkError> {
  const none = `${of} have no ${JSON.stringify(name)}.`
  if (Object.hasOwn(needless, name)) return refused(`${none} ${needless[name]}`)
  const { closestName } = await import('@harness/kernel')
  const names = Object.keys(known)
  const translated = Object.hasOwn(foreign, name) ? foreign[name] : undefined
  const meant = translated ?? closestName(name, names, Math.max(2, name.length / 3))
  const hint = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`
  return refused(`${none} ${hint}`)
}

const refused = (message: string) => new SdkError('invalid_option', message)

/** What is in an object may be secret. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'such a list'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'object' && value !== null) return 'such an object'
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : String(value)
}
