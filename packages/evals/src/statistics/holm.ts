/**
 * The p-values of several questions as they count when all are asked together (Holm 1979), in the order given: those below a
 * level hold at that level for the whole of them, whatever depends on what.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  const adjusted = ps.map(() => 1)
  let least = 0
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)))
    adjusted[index] = least
  }
  return adjusted
}
