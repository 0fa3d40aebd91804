import type { Comparison } from './comparison.ts'

/** The suite's name; both, where they differ. */
export const suiteName = ({ suite: { a, b } }: Pick<Comparison, 'suite'>): string =>
  a === b ? a : `${a} and ${b}`
