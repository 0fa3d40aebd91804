import { redactValues, type ValueRedactor } from '../index.ts'

/** A redactor whose tags anybody can tell: for tests alone. */
export const testRedactor = (
  values: Iterable<string>,
  options: { patterns?: boolean } = {},
): ValueRedactor => redactValues(values, { ...options, tagOf: testTag })

/** Twelve hexadecimal digits of a text. */
export function testTag(text: string): string {
  const [one, other] = [7, 31].map((factor) => {
    let sum = factor
    for (let at = 0; at < text.length; at++) {
      sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193) >>> 0
    }
    return sum.toString(16).padStart(8, '0')
  })
  return `${one}${other}`.slice(2, 14)
}
