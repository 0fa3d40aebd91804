import { UsageError } from '../outcome/usage-error.ts'

/** A whole number above 0; undefined for a flag that was not given. */
export const wholeNumber = (flag: string, text: string | undefined): number | undefined =>
  wholeFrom(1, flag, text)

/** The same, or 0. */
export const atLeastZero = (flag: string, text: string | undefined): number | undefined =>
  wholeFrom(0, flag, text)

function wholeFrom(least: 0 | 1, flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const digits = text.replaceAll('_', '').trim()
  const value = digits === '' ? Number.NaN : Number(digits)
  if (Number.isSafeInteger(value) && value >= least) return value
  const which = least === 0 ? '0 or above' : 'above 0'
  throw new UsageError(`--${flag} is a whole number ${which}; not ${JSON.stringify(text)}.`)
}

/** A number at or above 0. */
export function realNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value
  throw new UsageError(`--${flag} is a number such as 0.5; not ${JSON.stringify(text)}.`)
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, '': 1000 }

/** A length of time in milliseconds; a bare number counts seconds. */
export function milliseconds(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)?$/.exec(text.trim()) ?? []
  const value = Number(number) * (units[unit] ?? 0)
  if (number !== '' && value > 0) return value
  throw new UsageError(
    `--${flag} is a time such as 90, 90s, 15m or 2h; not ${JSON.stringify(text)}.`,
  )
}
