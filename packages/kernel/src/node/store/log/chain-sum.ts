import { hash } from 'node:crypto'

/** What the first line of a log that is no fork chains to. */
export const genesis = '0'.repeat(16)

/**
 * The checksum of a line: over the sum of the line before, the line's text before its `sum` member, and whether the
 * next line belongs to the same append. 64 bits find accidents; they are no defence against a forger.
 */
export const chainSum = (previous: string, body: string, more: boolean): string =>
  hash('sha256', `${previous}${body}${more ? '+' : ''}`, 'hex').slice(0, 16)
