import type { CasePair } from '../paired-difference.ts'

/** One repeat on both sides: B alone passes `b` cases, A alone `c`, both the rest. */
export const oncePairs = (b: number, c: number, size: number): CasePair[] =>
  Array.from({ length: size }, (_, index) => ({
    a: { scored: 1, passed: index < b ? 0 : 1 },
    b: { scored: 1, passed: index >= b && index < b + c ? 0 : 1 },
  }))
