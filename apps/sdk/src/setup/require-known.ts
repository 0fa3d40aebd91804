import { SdkError } from '../sdk-error.ts'

export interface Known {
  /** Every name that means something. */
  known: Readonly<Record<string, true>>
  /** What they are called elsewhere, and here. */
  foreign?: Readonly<Record<string, string>>
  /** Whose names they are, for the message. */
  of: string
}

/** @throws SdkError `invalid_option` with the closest name, where one is misspelt: nobody would read it. */
export async function requireKnown(
  given: object,
  { known, foreign = {}, of }: Known,
): Promise<void> {
  if (typeof given !== 'object') throw refused(`${of} are an object, and not a ${typeof given}.`)
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name))
  if (unknown === undefined) return
  const { closestName } = await import('@harness/kernel')
  const names = Object.keys(known)
  const translated = Object.hasOwn(foreign, unknown) ? foreign[unknown] : undefined
  const meant = translated ?? closestName(unknown, names, Math.max(2, unknown.length / 3))
  const hint = meant === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`
  throw refused(`${of} have no ${JSON.stringify(unknown)}. ${hint}`)
}

const refused = (message: string) => new SdkError('invalid_option', message)
