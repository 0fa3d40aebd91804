/** What a comparison says of B, beside A. */
export type Decision = 'better' | 'worse' | "can't tell"

/** By the p-value, never by the difference alone: `p` below 1 − `level` tells, and the sign says which. */
export function decide(value: number, p: number, level: number): Decision {
  if (p >= 1 - level || value === 0) return "can't tell"
  return value > 0 ? 'better' : 'worse'
}
